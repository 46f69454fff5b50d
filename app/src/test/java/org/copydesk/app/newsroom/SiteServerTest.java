package org.copydesk.app.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.copydesk.app.newsroom.SampleNewsroom.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteServerTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));
  private final SampleNewsroom newsroom =
      SampleNewsroom.start(Settings.forOneRun().withClock(clock));

  @AfterEach
  void close() {
    newsroom.close();
  }

  @Test
  void anUnchangedFeedAnswers304ToEitherValidator() throws Exception {
    URI feed = site("talblick").feed();
    HttpResponse<byte[]> first = Web.get(feed);

    HttpResponse<byte[]> byTag = Web.get(feed, "If-None-Match", header(first, "ETag"));
    HttpResponse<byte[]> byDate =
        Web.get(feed, "If-Modified-Since", header(first, "Last-Modified"));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(byTag.statusCode()).isEqualTo(304);
    assertThat(byTag.body()).isEmpty();
    assertThat(byDate.statusCode()).isEqualTo(304);
  }

  @Test
  void aFeedWithANewArticleAnswers200() throws Exception {
    URI feed = site("talblick").feed();
    HttpResponse<byte[]> first = Web.get(feed);

    clock.advance(Duration.ofSeconds(30));
    HttpResponse<byte[]> second = Web.get(feed, "If-None-Match", header(first, "ETag"));

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(header(second, "ETag")).isNotEqualTo(header(first, "ETag"));
  }

  @Test
  void anArticleAnswers304() throws Exception {
    URI url = site("manara").articles().getFirst().url();
    String etag = header(Web.get(url), "ETag");

    assertThat(Web.get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
  }

  @Test
  void theSpanishSiteSendsWindows1252() throws Exception {
    HttpResponse<byte[]> answer = Web.get(site("mirador").articles().get(1).url());

    assertThat(header(answer, "Content-Type")).endsWith("charset=windows-1252");
    assertThat(new String(answer.body(), Charset.forName("windows-1252")))
        .contains("«Sin cobertura no hay lana»", "PEÑALARGA (EFE) –");
  }

  @Test
  void theJapaneseSiteDeclaresShiftJisInThePageAlone() throws Exception {
    HttpResponse<byte[]> answer = Web.get(site("minato").articles().getFirst().url());

    assertThat(header(answer, "Content-Type")).isEqualTo("text/html");
    assertThat(new String(answer.body(), StandardCharsets.US_ASCII)).contains("charset=Shift_JIS");
    assertThat(new String(answer.body(), Charset.forName("Shift_JIS"))).contains("浜見町の灯台");
  }

  @Test
  void theEnglishSiteCompressesForThoseWhoAccept() throws Exception {
    URI url = site("harbour").articles().getFirst().url();

    HttpResponse<byte[]> plain = Web.get(url);
    HttpResponse<byte[]> packed = Web.get(url, "Accept-Encoding", "gzip");

    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void trackingParametersLeadToTheSamePage() throws Exception {
    Site site = site("minato");
    URI url = site.articles().getFirst().url();

    assertThat(Web.text(site, URI.create(url + "?utm_source=rss"))).isEqualTo(Web.text(site, url));
  }

  @Test
  void aCopysPageNamesItsArticleAsCanonical() throws Exception {
    Site site = site("harbour");

    String page = Web.text(site, site.base().resolve("/print/10003"));

    assertThat(page).contains("rel=\"canonical\" href=\"" + site.articles().get(2).url() + "\"");
  }

  @Test
  void whatIsNotPublishedYetIsNotFound() throws Exception {
    Site site = site("mirador");

    assertThat(Web.get(site.base().resolve("/noticia.php?id=10013")).statusCode()).isEqualTo(404);
    clock.advance(Duration.ofSeconds(30));
    assertThat(Web.get(site.base().resolve("/noticia.php?id=10013")).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyReadingIsAllowed() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest.Builder request = HttpRequest.newBuilder(site("rivage").base());

    HttpResponse<String> head =
        client.send(
            request.method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    HttpResponse<String> post =
        client.send(request.POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(post.statusCode()).isEqualTo(405);
  }

  private Site site(String id) {
    return newsroom.sites().stream().filter(site -> site.id().equals(id)).findFirst().orElseThrow();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
