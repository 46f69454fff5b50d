package org.copydesk.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.fetch.HostileServer;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.politeness.PolitenessLimits;
import org.copydesk.ingest.visit.RetryPolicy;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many rounds of hostile pages, robots.txt, feeds, sitemaps and sections, through the real service:
 * what is left of them in memory. A round is a day: all sources and all robots.txt are asked again,
 * and each hostile host has new pages, together some hundred.
 *
 * <p>The bounds lie above what measured runs without a leak differ by: 2 MB of heap and a buffer of
 * 8 MB that the broker in this JVM may come to need, 17 MB of native memory (the JVM's compiler),
 * and a few threads.
 */
final class HostileMemoryTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofHours(25);
  private static final int WARM_UP = 3;

  /** {@code -Dcopydesk.memory.rounds=200} for a long run. */
  private static final int ROUNDS = Integer.getInteger("copydesk.memory.rounds", 8);

  private static final int PAGES_OF_A_HOST = 5;
  private static final long MEGABYTE = 1 << 20;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  private static final String FOUND = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ";
  private static final String GZIP = "Content-Encoding: gzip\r\n";

  private final List<HostileServer> pages = new ArrayList<>();
  private final List<HostileServer> slowPages = new ArrayList<>();
  private final List<HostileServer> sources = new ArrayList<>();
  private final List<HostileServer> rules = new ArrayList<>();
  private final List<SourceConfig> followed = new ArrayList<>();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final LeapingClock clock = new LeapingClock();
  private final HostileServer news = withoutRules();
  private volatile List<String> links = List.of();
  private TestBroker broker;

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @BeforeEach
  void startBroker() {
    broker = TestBroker.emptied();
  }

  @AfterEach
  void stop() throws IOException {
    testOver.countDown();
    news.close();
    for (HostileServer server : servers()) {
      server.close();
    }
  }

  @Test
  void nothingIsLeftOfHostileAnswers() throws InterruptedException {
    hostilePages();
    hostileSources();
    followed.add(SourceConfig.of(SourceConfig.Kind.FEED, news.url("/feed")));
    news.on("/feed", out -> body(out, "", feed(links)));
    try (IngestService service = service()) {
      service.start();
      rounds(service, 0, WARM_UP);
      awaitReplacedClients();
      MemoryUse before = MemoryUse.now();

      rounds(service, WARM_UP, ROUNDS);

      awaitReplacedClients();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                MemoryUse after = MemoryUse.now();
                assertThat(after.heap() - before.heap()).isLessThan(12 * MEGABYTE);
                assertThat(after.direct() - before.direct()).isLessThan(4 * MEGABYTE);
                assertThat(after.allocated() - before.allocated()).isLessThan(24 * MEGABYTE);
                assertThat(after.threads() - before.threads()).isLessThan(16);
              });
    }
    assertThat(failure).hasNullValue();
  }

  /** HTTP clients that were replaced end soon after a collection. */
  private static void awaitReplacedClients() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              System.gc();
              return Thread.getAllStackTraces().keySet().stream()
                      .filter(thread -> thread.getName().endsWith("-SelectorManager"))
                      .count()
                  <= 1;
            });
  }

  private void hostilePages() {
    page(out -> forever(out, OK + "\r\n", "<p>more of the same</p>"));
    page(out -> forever(out, OK + "\r\n", "<div>"));
    byte[] bomb = gzip("0".repeat(20_000_000));
    page(out -> body(out, GZIP, bomb));
    page(OK + GZIP + "Content-Length: 9\r\n\r\nno gzip..");
    page(out -> body(out, GZIP, bomb, bomb.length / 2));
    page(OK + "Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello");
    page(OK + "Content-Length: 900\r\n\r\nhello");
    page(OK + "Content-Length: 9999999999999\r\n\r\nhello");
    page(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel");
    page(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello");
    page("");
    page("220 mail.example ESMTP\r\n");
    page(OK + "X-A: b\r\n".repeat(20_000) + "\r\n");
    page(OK + "X-A: " + "b".repeat(1_000_000) + "\r\n\r\n");
    page(OK + "Set-Cookie: a=b; Path=/\r\n".repeat(2_000) + "\r\nhello");
    page("HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n");
    page("HTTP/1.1 500 Oops\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
    page(FOUND + "/loop\r\n\r\n");
    page(FOUND + "http://169.254.169.254/latest\r\n\r\n");
    page(FOUND + "http://[oops\r\n\r\n");
    page(OK + "X-Robots-Tag: noindex\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
    slowPage(out -> drip(out, ""));
    slowPage(out -> drip(out, "HTTP/1.1 200 OK\r\nX-A: "));
    slowPage(out -> drip(out, OK + "\r\n"));
  }

  private void hostileSources() {
    String entry = entry("http://127.0.0.1/a-story-without-an-end");
    source(SourceConfig.Kind.FEED, out -> forever(out, OK + "\r\n<rss><channel>", entry));
    source(SourceConfig.Kind.FEED, out -> body(out, "", "<rss><channel>" + "<a>".repeat(100_000)));
    source(SourceConfig.Kind.FEED, out -> body(out, "", entityBomb()));
    source(SourceConfig.Kind.FEED, out -> body(out, GZIP, gzip("<rss>" + entry.repeat(50_000))));
    source(SourceConfig.Kind.FEED, out -> out.write((FOUND + "/feed\r\n\r\n").getBytes(UTF_8)));
    source(SourceConfig.Kind.FEED, out -> out.write(new byte[0]));
    String page = "<url><loc>http://127.0.0.1/a</loc></url>\n";
    byte[] sitemap = gzip("<urlset>" + page.repeat(200_000));
    source(SourceConfig.Kind.SITEMAP, out -> body(out, "", sitemap));
    source(SourceConfig.Kind.SITEMAP, out -> forever(out, OK + "\r\n<urlset>", page));
    source(SourceConfig.Kind.SECTION, out -> forever(out, OK + "\r\n", "<div><a href=/story>"));
    source(SourceConfig.Kind.SITE, out -> forever(out, OK + "\r\n", "<link rel=alternate>"));
    String rules = "Disallow: /" + "*a".repeat(50) + "\n";
    robots(out -> forever(out, OK + "\r\nUser-agent: *\n", rules));
    robots(out -> forever(out, OK + "\r\nUser-agent: *\nDisallow: /", "*"));
    robots(out -> drip(out, OK + "\r\n"));
    robots(out -> out.write((FOUND + "/robots.txt\r\n\r\n").getBytes(UTF_8)));
    robots(out -> out.write("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8)));
  }

  private void page(String answer) {
    byte[] bytes = answer.getBytes(ISO_8859_1);
    page(out -> out.write(bytes));
  }

  private void page(HostileServer.Answer answer) {
    pages.add(withoutRules().otherwise(answer));
  }

  /** Each of them takes a whole deadline. */
  private void slowPage(HostileServer.Answer answer) {
    slowPages.add(withoutRules().otherwise(answer));
  }

  private void source(SourceConfig.Kind kind, HostileServer.Answer answer) {
    HostileServer server = withoutRules().on("/feed", answer);
    sources.add(server);
    followed.add(SourceConfig.of(kind, server.url("/feed")));
  }

  /** Of a host that is followed only for them. */
  private void robots(HostileServer.Answer answer) {
    HostileServer server = new HostileServer().on("/robots.txt", answer);
    rules.add(server);
    followed.add(SourceConfig.of(SourceConfig.Kind.FEED, server.url("/feed")));
  }

  private static HostileServer withoutRules() {
    return new HostileServer()
        .on("/robots.txt", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  }

  private void rounds(IngestService service, int first, int count) throws InterruptedException {
    for (int round = first; round < first + count; round++) {
      List<String> urls = new ArrayList<>();
      for (int i = 0; i < PAGES_OF_A_HOST; i++) {
        String path = "/story-" + round + "-" + i;
        pages.forEach(server -> urls.add(server.url(path).toString()));
      }
      String path = "/story-" + round;
      slowPages.forEach(server -> urls.add(server.url(path).toString()));
      links = List.copyOf(urls);
      servers().forEach(HostileServer::forgetRequests);
      clock.leap(DAY);
      Instant morning = clock.instant();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                askAgainAfterFailure(service);
                assertThat(urls).allMatch(url -> service.why(url).ended() != null);
                assertThat(sources).allMatch(source -> isAsked(service, source, morning));
                assertThat(rules).noneMatch(server -> server.requests("/robots.txt").isEmpty());
              });
    }
  }

  /** On a busy machine the one good answer may miss the deadline that the slow ones are to miss. */
  private void askAgainAfterFailure(IngestService service) {
    SourceState state = service.why(news.url("/feed").toString()).polled();
    if (state != null && state.failures() > 0) {
      clock.leap(Duration.ofHours(6));
    }
  }

  private static boolean isAsked(IngestService service, HostileServer source, Instant since) {
    SourceState state = service.why(source.url("/feed").toString()).polled();
    return state != null && state.polled() != null && !state.polled().isBefore(since);
  }

  private List<HostileServer> servers() {
    List<HostileServer> all = new ArrayList<>(pages);
    all.addAll(slowPages);
    all.addAll(sources);
    all.addAll(rules);
    all.add(news);
    return all;
  }

  private static String entityBomb() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    return bomb.append("]><rss><channel><title>&a29;</title></channel></rss>").toString();
  }

  private static String entry(String link) {
    return "<item><title>" + "A title ".repeat(20) + "</title><link>" + link + "</link></item>";
  }

  private static byte[] feed(List<String> links) {
    StringBuilder feed = new StringBuilder("<rss version=\"2.0\"><channel><title>t</title>");
    links.forEach(link -> feed.append(entry(link)));
    return feed.append("</channel></rss>").toString().getBytes(UTF_8);
  }

  private void forever(OutputStream out, String head, String part) throws IOException {
    out.write(head.getBytes(ISO_8859_1));
    byte[] parts = part.repeat(8192 / part.length() + 1).getBytes(ISO_8859_1);
    while (testOver.getCount() > 0) {
      out.write(parts);
    }
  }

  /** One byte every twentieth of a second, for as long as the other side listens. */
  private void drip(OutputStream out, String head) throws IOException, InterruptedException {
    out.write(head.getBytes(ISO_8859_1));
    out.flush();
    while (!testOver.await(50, TimeUnit.MILLISECONDS)) {
      out.write('x');
      out.flush();
    }
  }

  private static void body(OutputStream out, String headers, String text) throws IOException {
    body(out, headers, text.getBytes(UTF_8));
  }

  private static void body(OutputStream out, String headers, byte[] body) throws IOException {
    body(out, headers, body, body.length);
  }

  private static void body(OutputStream out, String headers, byte[] body, int length)
      throws IOException {
    out.write((OK + headers + "Content-Length: " + length + "\r\n\r\n").getBytes(ISO_8859_1));
    out.write(body, 0, length);
  }

  private static byte[] gzip(String plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private IngestService service() {
    Set<Integer> ports = new HashSet<>();
    servers().forEach(server -> ports.add(server.port()));
    int maxBytes = 1 << 20;
    FetchConfig fetch =
        new FetchConfig(
            null,
            Duration.ofMillis(1),
            List.of("127.0.0.0/8"),
            List.copyOf(ports),
            DEADLINE,
            maxBytes,
            Duration.ofHours(1),
            64);
    IngestPolicy policy =
        new IngestPolicy(
            new FetchGuard(new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false), ports),
            "Copydesk/test",
            DEADLINE,
            maxBytes,
            new PolitenessLimits(
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                Integer.MAX_VALUE,
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                16,
                Duration.ofSeconds(30),
                64,
                8,
                1 << 24),
            new RetryPolicy(
                2, Duration.ofMillis(100), Duration.ofMillis(100), Duration.ZERO, Duration.ZERO),
            PollInterval.of(Duration.ofHours(1)),
            Duration.ofDays(3),
            List.of(),
            500);
    return new IngestService(
        policy,
        fetch,
        followed,
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        new TestTopics(broker.bootstrapServers()).settings(),
        new SimpleMeterRegistry(),
        clock,
        failure::set);
  }
}
