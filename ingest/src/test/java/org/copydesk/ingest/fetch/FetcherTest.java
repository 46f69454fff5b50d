package org.copydesk.ingest.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.guard.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad servers do, on loopback. */
final class FetcherTest {

  /** Far beyond what an answer takes on a busy machine: only a dripping server meets its own. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final Duration SHORT_DEADLINE = Duration.ofMillis(500);
  private static final int MAX_BYTES = 64 * 1024;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

  private final HostileServer server = new HostileServer();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private final Fetcher fetcher = fetcher(server.port(), DEADLINE);

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @AfterEach
  void stop() throws IOException {
    testOver.countDown();
    server.close();
  }

  @Test
  void pageComesWholeWithItsHeaders() {
    server.on("/a", OK + "ETag: \"v1\"\r\nContent-Length: 5\r\n\r\nhello");

    FetchResult.Body page = body("/a");

    assertThat(page.body()).asString(UTF_8).isEqualTo("hello");
    assertThat(page.truncated()).isFalse();
    assertThat(page.head().first("ETag")).contains("\"v1\"");
    assertThat(page.head().contentType()).contains("text/html");
  }

  @Test
  void requestNamesUsAndCarriesNothingElse() {
    server.on("/a", OK + "Set-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");

    fetch("/a");
    fetch("/a");

    assertThat(server.requests("/a"))
        .hasSize(2)
        .allSatisfy(
            head ->
                assertThat(head)
                    .contains("User-Agent: Copydesk/1 (+https://desk.example)")
                    .contains("Accept-Encoding: gzip\r\n")
                    .doesNotContainIgnoringCase("\r\ncookie:")
                    .doesNotContainIgnoringCase("\r\nauthorization:"));
  }

  @Test
  void conditionalRequestCanEndInNotModified() {
    server.on("/feed", "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
    String date = "Mon, 01 Jan 2024 00:00:00 GMT";

    FetchResult result = fetch(FetchRequest.feed(server.url("/feed"), MAX_BYTES, "\"v1\"", date));

    assertThat(result).isInstanceOf(FetchResult.NotModified.class);
    assertThat(server.requests("/feed").getFirst())
        .contains("If-None-Match: \"v1\"")
        .contains("If-Modified-Since: " + date);
  }

  @Test
  void endlessBodyIsCutAndSaysSo() {
    server.on("/endless", out -> forever(out, OK + "\r\n", "a".repeat(8192)));

    FetchResult.Body page = body("/endless");

    assertThat(page.truncated()).isTrue();
    assertThat(page.body()).hasSize(MAX_BYTES);
  }

  @Test
  void bodyOfExactlyTheBoundIsWhole() {
    server.on("/exact", OK + "Content-Length: 65536\r\n\r\n" + "a".repeat(MAX_BYTES));

    FetchResult.Body page = body("/exact");

    assertThat(page.truncated()).isFalse();
    assertThat(page.body()).hasSize(MAX_BYTES);
  }

  @Test
  void gzipBombIsCutAtTheDecodedBound() throws IOException {
    byte[] bomb = gzip("0".repeat(50_000_000).getBytes(UTF_8));
    server.on("/bomb", out -> respond(out, "Content-Encoding: gzip\r\n", bomb));

    FetchResult.Body page = body("/bomb");

    assertThat(page.truncated()).isTrue();
    assertThat(page.body()).hasSize(MAX_BYTES);
  }

  @Test
  void shortBodyIsBroken() {
    server.on("/short", OK + "Content-Length: 1000\r\n\r\nonly this");
    server.on("/huge", OK + "Content-Length: 9999999999999\r\n\r\nonly this");
    server.on("/chunked", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel");

    assertThat(fault("/short")).isEqualTo(FetchResult.Fault.CLOSED);
    assertThat(fault("/huge")).isEqualTo(FetchResult.Fault.CLOSED);
    assertThat(fault("/chunked")).isEqualTo(FetchResult.Fault.CLOSED);
  }

  @Test
  void bogusChunkIsBroken() {
    server.on("/chunked", OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n");

    assertThat(fault("/chunked")).isIn(FetchResult.Fault.PROTOCOL, FetchResult.Fault.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "head", "silence"})
  void slowServerMeetsTheDeadline(String part) {
    // Given a server that would go on until the test is over
    server.on("/slow", out -> drip(out, part));
    Fetcher impatient = fetcher(server.port(), SHORT_DEADLINE);

    FetchResult result = fetch(impatient, FetchRequest.page(server.url("/slow"), MAX_BYTES));

    assertThat(faultOf(result)).isEqualTo(FetchResult.Fault.DEADLINE);
    assertThat(testOver.getCount()).isEqualTo(1);
  }

  @Test
  void serverThatClosesAtOnceIsAskedOnce() {
    server.on("/closed", "");

    assertThat(fault("/closed")).isEqualTo(FetchResult.Fault.CLOSED);
    assertThat(server.requests("/closed")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220 mail.example ESMTP\r\n",
        "<html>no status line</html>",
        "HTTP/1.1 abc\r\n\r\n",
      })
  void whatIsNotHttpIsProtocolFault(String answer) {
    server.on("/garbage", answer);

    assertThat(fault("/garbage")).isIn(FetchResult.Fault.PROTOCOL, FetchResult.Fault.CLOSED);
  }

  @Test
  void headersPastAllBoundsAreProtocolFault() {
    server.on("/many", OK + "X-A: b\r\n".repeat(200_000) + "\r\n");
    server.on("/long", OK + "X-A: " + "b".repeat(20_000_000) + "\r\n\r\n");

    assertThat(fault("/many")).isEqualTo(FetchResult.Fault.PROTOCOL);
    assertThat(fault("/long")).isEqualTo(FetchResult.Fault.PROTOCOL);
  }

  @Test
  void connectionsOfEndlessHeadersAreClosedInTheEnd() {
    server.on("/many", out -> forever(out, OK, "X-A: b\r\n"));

    for (int i = 0; i < 40; i++) {
      assertThat(fault("/many")).isEqualTo(FetchResult.Fault.PROTOCOL);
    }

    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> {
              System.gc(); // the client that was replaced closes them when it is collected
              assertThat(server.openConnections()).isLessThan(4);
            });
  }

  @Test
  void noneOfThousandsOfCookiesIsSentBack() {
    server.on("/cookies", OK + "Set-Cookie: a=b; Path=/\r\n".repeat(4_000) + "\r\nhello");
    body("/cookies");

    FetchResult.Body again = body("/cookies");

    assertThat(again.body()).asString(UTF_8).isEqualTo("hello");
    assertThat(server.requests("/cookies"))
        .hasSize(2)
        .allSatisfy(head -> assertThat(head).doesNotContainIgnoringCase("\r\ncookie:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "compress"})
  void encodingThatWasNotAskedForIsNeverText(String encoding) {
    server.on(
        "/encoded", OK + "Content-Encoding: " + encoding + "\r\nContent-Length: 5\r\n\r\nhello");

    assertThat(fault("/encoded")).isEqualTo(FetchResult.Fault.ENCODING);
  }

  @Test
  void gzipThatIsNoneOrEndsEarlyIsEncodingFault() throws IOException {
    byte[] whole = gzip("hello ".repeat(10_000).getBytes(UTF_8));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    server.on("/none", OK + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello");
    server.on("/half", out -> respond(out, "Content-Encoding: gzip\r\n", half));

    assertThat(fault("/none")).isEqualTo(FetchResult.Fault.ENCODING);
    assertThat(fault("/half")).isEqualTo(FetchResult.Fault.ENCODING);
  }

  @Test
  void redirectIsReportedAndNotFollowed() {
    server.on("/old", "HTTP/1.1 301 Moved\r\nLocation: /new page\r\nContent-Length: 0\r\n\r\n");

    assertThat(fetch("/old"))
        .isInstanceOfSatisfying(
            FetchResult.Redirect.class,
            redirect -> assertThat(redirect.target()).isEqualTo(server.url("/new%20page")));
    assertThat(server.requests("/new%20page")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/a|b, /a%7Cb",
    "/a[1], /a%5B1%5D",
    "/50%-off, /50%25-off",
    "/x^y?q={z}, /x%5Ey?q=%7Bz%7D",
    "?id=5, /old?id=5",
  })
  void redirectToWhatIsNoUriIsEscaped(String location, String target) {
    server.on(
        "/old", "HTTP/1.1 301 Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");

    assertThat(fetch("/old"))
        .isInstanceOfSatisfying(
            FetchResult.Redirect.class,
            redirect -> assertThat(redirect.target()).isEqualTo(server.url(target)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/новости/мост", "/nouvelles/pêche?q=thé"})
  void redirectWrittenInUtf8IsEscapedAsSuch(String location) {
    String head = "HTTP/1.1 301 Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    server.on("/old", out -> out.write(head.getBytes(UTF_8)));

    URI target = URI.create(server.url(location).toASCIIString());
    assertThat(fetch("/old"))
        .isInstanceOfSatisfying(
            FetchResult.Redirect.class,
            redirect -> assertThat(redirect.target().toASCIIString()).isEqualTo(target.toString()));
  }

  @Test
  void robotsAreCutAtTheirFirst500KiB() {
    String text = "User-agent: *\nDisallow: /a\n" + "#".repeat(512_000);
    server.on(
        "/robots.txt", "HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);

    assertThat(fetch(FetchRequest.robots(server.url("/robots.txt"))))
        .isInstanceOfSatisfying(
            FetchResult.Body.class,
            body -> {
              assertThat(body.body()).hasSize(512_000).startsWith("User-agent".getBytes(UTF_8));
              assertThat(body.truncated()).isTrue();
            });
  }

  @Test
  void redirectWithoutTargetIsBroken() {
    server.on("/none", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
    server.on("/bad", "HTTP/1.1 302 Found\r\nLocation: http://[oops\r\nContent-Length: 0\r\n\r\n");

    assertThat(fault("/none")).isEqualTo(FetchResult.Fault.REDIRECT);
    assertThat(fault("/bad")).isEqualTo(FetchResult.Fault.REDIRECT);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 401, 403, 404, 407, 410, 429, 500, 503, 999})
  void otherStatusIsReported(int status) {
    server.on(
        "/s", "HTTP/1.1 " + status + " X\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");

    assertThat(fetch("/s"))
        .isInstanceOfSatisfying(
            FetchResult.Status.class,
            result -> assertThat(result.head().status()).isEqualTo(status));
    assertThat(server.requests("/s")).hasSize(1);
  }

  @Test
  void portThatNobodyListensOnIsConnectFault() throws IOException {
    // Bound, so that nobody else can listen there, and not listening itself
    try (Socket deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
      int port = deaf.getLocalPort();
      URI url = URI.create("http://127.0.0.1:" + port + "/");

      FetchResult result = fetch(fetcher(port, DEADLINE), FetchRequest.page(url, MAX_BYTES));

      assertThat(faultOf(result)).isEqualTo(FetchResult.Fault.CONNECT);
    }
  }

  @Test
  void privateAddressIsRefusedBeforeAnythingIsSent() {
    FetchGuard strict = new FetchGuard(new AddressPolicy(List.of(), true), Set.of(server.port()));
    Fetcher guarded = new Fetcher(strict, "Copydesk/1", DEADLINE);
    server.on("/a", OK + "\r\n");

    assertThat(fetch(guarded, FetchRequest.page(server.url("/a"), MAX_BYTES)))
        .isInstanceOfSatisfying(
            FetchResult.Refused.class,
            refused -> assertThat(refused.refusal().rule()).isEqualTo(Refusal.Rule.ADDRESS));
    assertThat(server.requests("/a")).isEmpty();
  }

  private static Fetcher fetcher(int port, Duration deadline) {
    AddressPolicy loopback = new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false);
    return new Fetcher(
        new FetchGuard(loopback, Set.of(port)),
        UserAgent.of("1", "https://desk.example"),
        deadline);
  }

  private FetchResult.Body body(String path) {
    FetchResult result = fetch(path);
    assertThat(result).isInstanceOf(FetchResult.Body.class);
    return (FetchResult.Body) result;
  }

  private FetchResult.Fault fault(String path) {
    return faultOf(fetch(path));
  }

  private static FetchResult.Fault faultOf(FetchResult result) {
    assertThat(result).isInstanceOf(FetchResult.Broken.class);
    return ((FetchResult.Broken) result).fault();
  }

  private FetchResult fetch(String path) {
    return fetch(FetchRequest.page(server.url(path), MAX_BYTES));
  }

  private FetchResult fetch(FetchRequest request) {
    return fetch(fetcher, request);
  }

  private static FetchResult fetch(Fetcher with, FetchRequest request) {
    try {
      return with.fetch(request);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void forever(OutputStream out, String head, String part) throws IOException {
    out.write(head.getBytes(ISO_8859_1));
    byte[] parts = part.getBytes(ISO_8859_1);
    while (testOver.getCount() > 0) {
      out.write(parts);
    }
  }

  /** Sends one byte every twentieth of a second, of the body, of the head, or none at all. */
  private void drip(OutputStream out, String part) throws IOException, InterruptedException {
    String start = part.equals("body") ? OK + "\r\n" : "HTTP/1.1 200 OK\r\nX-A: ";
    if (!part.equals("silence")) {
      out.write(start.getBytes(ISO_8859_1));
      out.flush();
    }
    while (!testOver.await(50, TimeUnit.MILLISECONDS)) {
      if (!part.equals("silence")) {
        out.write('x');
        out.flush();
      }
    }
  }

  private static void respond(OutputStream out, String headers, byte[] body) throws IOException {
    out.write((OK + headers + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
    out.write(body);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }
}
