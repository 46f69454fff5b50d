package org.copydesk.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
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
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A web of servers that misbehave, each in its own way, and one that does not. */
final class HostileWebTest {

  private static final Duration DELAY = Duration.ofMillis(100);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  private static final String FOUND = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ";

  private final Map<String, HostileServer.Answer> faults = new TreeMap<>();
  private final List<HostileServer> servers = new ArrayList<>();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
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
    for (HostileServer server : servers) {
      server.close();
    }
  }

  @Test
  void eachFaultEndsByItsNameAndOtherHostsKeepTheirPace() throws Exception {
    fault("failed closed", "");
    fault("failed deadline", out -> testOver.await(5, TimeUnit.MINUTES));
    fault("failed closed short", OK + "Content-Length: 900\r\n\r\nhello");
    fault("failed closed chunks", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel");
    fault("failed protocol", OK + "X-A: b\r\n".repeat(100_000) + "\r\n");
    fault("failed encoding", OK + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\nxx");
    fault("failed encoding gzip", OK + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx");
    fault("failed bad-redirect", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
    fault("failed http-999", "HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n");
    fault("failed http-204", "HTTP/1.1 204 No Content\r\n\r\n");
    fault("failed http-500", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
    fault("refused http-401", "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
    fault("refused http-407", "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
    fault("refused redirect-loop", FOUND + "/page\r\n\r\n");
    fault("refused redirect-url file", FOUND + "file:///etc/hosts\r\n\r\n");
    fault("refused redirect-url ftp", FOUND + "ftp://127.0.0.1/a\r\n\r\n");
    fault("refused redirect-url jar", FOUND + "jar:http://127.0.0.1/a.jar!/b\r\n\r\n");
    fault("refused redirect-url data", FOUND + "data:text/html,hello\r\n\r\n");
    fault("refused redirect-url script", FOUND + "javascript:alert(1)\r\n\r\n");
    fault("failed bad-redirect malformed", FOUND + "http://[oops\r\n\r\n");
    fault("refused redirect-url user", FOUND + "http://a@127.0.0.1/\r\n\r\n");
    fault("refused redirect-url octal", FOUND + "http://0177.0.0.1/\r\n\r\n");
    fault("refused content-type", OK + "Content-Length: 8\r\n\r\n%PDF-1.7");
    fault("refused x-robots-tag", OK + "X-Robots-Tag: noindex\r\nContent-Length: 0\r\n\r\n");
    fault("duplicate redirect", FOUND + "http://169.254.169.254/latest\r\n\r\n");
    fault("refused too-many-redirects", FOUND + "/hop0\r\n\r\n");
    fault("gone http-410", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
    try (TestSite well = new TestSite()) {
      List<String> pages = IntStream.range(0, 20).mapToObj(i -> "/p" + i).toList();
      pages.forEach(well::page);
      List<String> links = new ArrayList<>(pages);
      List<String> expected = new ArrayList<>();
      faults.forEach((name, answer) -> links.add(hostile(name, answer, expected)));
      links.add(withoutRules(expected));
      links.add("http://10.0.0.1/from-feed");
      well.feed("/feed", links);
      expected.add("169.254.169.254 refused address");
      expected.add("10.0.0.1 refused address");
      well.on("/sitemap.xml", 200, Map.of(), sitemap("http://10.0.0.2/from-sitemap"));
      expected.add("10.0.0.2 refused address");

      try (IngestService service = service(well)) {
        service.start();
        await()
            .atMost(Duration.ofMinutes(3))
            .untilAsserted(() -> assertThat(topics().outcomes()).hasSize(expected.size()));
      }

      assertThat(topics().outcomes().stream().map(HostileWebTest::describe).toList())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(topics().pages()).hasSize(20);
      assertThat(span(well)).isLessThan(DELAY.multipliedBy(22).plusSeconds(30));
      assertThat(failure).hasNullValue();
    }
  }

  /**
   * @param name disposition, reason and, where that stands twice, a word to tell them apart
   */
  private void fault(String name, HostileServer.Answer answer) {
    faults.put(name, answer);
  }

  private void fault(String name, String answer) {
    fault(name, out -> out.write(answer.getBytes(ISO_8859_1)));
  }

  private static String sitemap(String link) {
    return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>"
        + link
        + "</loc><lastmod>"
        + Instant.now()
        + "</lastmod></url></urlset>";
  }

  private String hostile(String name, HostileServer.Answer answer, List<String> expected) {
    HostileServer server = new HostileServer();
    servers.add(server);
    server.on("/robots.txt", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    server.on("/page", answer);
    for (int i = 0; i < 10; i++) {
      server.on("/hop" + i, FOUND + "/hop" + (i + 1) + "\r\n\r\n");
    }
    String[] words = name.split(" ", 3);
    expected.add("127.0.0.1:" + server.port() + " " + words[0] + " " + words[1]);
    return server.url("/page").toString();
  }

  /** A page of a host that never says what robots may ask for. */
  private String withoutRules(List<String> expected) {
    HostileServer server = new HostileServer();
    servers.add(server);
    server.on("/robots.txt", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
    expected.add("127.0.0.1:" + server.port() + " failed robots-500");
    return server.url("/page").toString();
  }

  private static String describe(UrlOutcome outcome) {
    return URI.create(outcome.url()).getAuthority()
        + " "
        + outcome.disposition().code()
        + " "
        + outcome.reason();
  }

  /** From the first page's request to the last one's. */
  private static Duration span(TestSite site) {
    List<TestSite.Request> pages =
        site.requests().stream().filter(request -> request.path().startsWith("/p")).toList();
    return Duration.ofNanos(pages.getLast().endNanos() - pages.getFirst().beginNanos());
  }

  private IngestService service(TestSite well) {
    Set<Integer> ports = new HashSet<>();
    ports.add(well.port());
    servers.forEach(server -> ports.add(server.port()));
    Duration deadline = Duration.ofSeconds(5);
    FetchConfig fetch =
        new FetchConfig(
            null,
            DELAY,
            List.of("127.0.0.0/8"),
            List.copyOf(ports),
            deadline,
            1 << 20,
            Duration.ofSeconds(5),
            32);
    IngestPolicy policy =
        new IngestPolicy(
            new FetchGuard(new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false), ports),
            "Copydesk/test",
            deadline,
            1 << 20,
            new PolitenessLimits(
                DELAY,
                Duration.ofSeconds(1),
                5,
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                16,
                Duration.ofMinutes(1),
                32,
                8,
                1 << 24),
            new RetryPolicy(
                2, Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO),
            PollInterval.of(Duration.ofSeconds(5)),
            Duration.ofDays(3),
            List.of(),
            500);
    SourceConfig feed = SourceConfig.of(SourceConfig.Kind.FEED, well.url("/feed"));
    SourceConfig sitemap = SourceConfig.of(SourceConfig.Kind.SITEMAP, well.url("/sitemap.xml"));
    return new IngestService(
        policy,
        fetch,
        List.of(feed, sitemap),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        topics().settings(),
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        failure::set);
  }

  private TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }
}
