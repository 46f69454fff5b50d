package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.state.Records;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What the service remembers of its sources' habits, and what it says when they change. */
final class SourceHabitsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration USUAL_GAP = Duration.ofMinutes(30);
  private static final Map<String, String> RSS = Map.of("Content-Type", "application/rss+xml");

  /** Collects the lines that the service logs. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }

    List<Map<String, Object>> of(String message) {
      return events.stream()
          .filter(event -> event.getMessage().equals(message))
          .map(event -> Objects.requireNonNullElse(event.getKeyValuePairs(), noPairs()))
          .map(SourceHabitsTest::byKey)
          .toList();
    }

    private static List<KeyValuePair> noPairs() {
      return List.of();
    }
  }

  private final Lines lines = new Lines();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private TestBroker broker;
  private TestSite site;

  @BeforeEach
  void start() {
    AddressCache.disable();
    broker = TestBroker.emptied();
    site = new TestSite();
    lines.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    lines.start();
    logger().addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(lines);
    site.close();
  }

  @Test
  void sourceThatUsedToPublishAndIsSilentIsReportedWithItsUsualGap() throws Exception {
    site.feed("/feed", List.of());
    remember(publishedUntil(Instant.now().minus(Duration.ofDays(1))));

    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(() -> site.count("/feed") > 2);
    }

    assertThat(lines.of("source is silent"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("usualGap", USUAL_GAP));
    assertThat(meters.counter("copydesk.sources.silent").count()).isEqualTo(1);
    assertThat(failure).hasNullValue();
  }

  @Test
  void sourceThatUsedToPublishAndFailsIsReportedWithItsUsualGap() throws Exception {
    site.on("/feed", 410, Map.of(), "");
    remember(publishedUntil(Instant.now().minus(Duration.ofDays(1))));

    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(() -> !lines.of("source is silent").isEmpty());
    }

    assertThat(lines.of("source failed").getFirst())
        .containsEntry("usualGap", USUAL_GAP)
        .containsEntry("reason", "http-410");
    assertThat(lines.of("source is silent").getFirst()).containsEntry("usualGap", USUAL_GAP);
  }

  @Test
  void sourceOfAHostWhoseRobotsCannotBeReadIsReportedOnceWithItsUsualGap() throws Exception {
    site.on("/robots.txt", 500, Map.of(), "");
    site.feed("/feed", List.of());
    remember(publishedUntil(Instant.now().minus(Duration.ofDays(1))));

    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(() -> !lines.of("source cannot be asked").isEmpty());
    }

    assertThat(lines.of("source cannot be asked"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("reason", "robots-500")
                    .containsEntry("usualGap", USUAL_GAP));
    SourceState written = state();
    assertThat(written.trouble()).isEqualTo("robots-500");
    assertThat(written.nextReason()).isEqualTo("host");
    assertThat(written.failures()).isZero();
  }

  @Test
  void repairsMissedEntriesAndTheNextPollAreRemembered() throws Exception {
    site.page("/a").page("/b");
    site.on("/feed", 200, RSS, rss("/a") + "trailing");
    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(() -> state().mended() != null);

      site.on("/feed", 200, RSS, rss("/b"));
      await().atMost(PATIENCE).until(() -> state().missed() != null);
    }

    SourceState state = state();
    SourceState.Mended mended = Objects.requireNonNull(state.mended());
    assertThat(mended.answers()).isEqualTo(1);
    assertThat(mended.repairs()).containsExactly("trailing-junk");
    assertThat(Objects.requireNonNull(state.missed()).gaps()).isEqualTo(1);
    assertThat(state.nextReason()).isEqualTo("missed");
    assertThat(state.nextPoll()).isAfter(state.polled());
  }

  @Test
  void entriesOfAGapAreEstimatedFromTheUsualTimeBetweenNews() throws Exception {
    Instant lastLook = Instant.now().minus(Duration.ofHours(10)).truncatedTo(ChronoUnit.SECONDS);
    Instant oldestShown = lastLook.plus(Duration.ofHours(8));
    site.page("/a").feed("/feed", List.of("/a"), oldestShown.toString());
    remember(
        publishedUntil(lastLook)
            .withSeen(List.of(new SourceState.Seen("0123456789abcdef", lastLook))));

    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(() -> state().missed() != null);
    }

    SourceState.Missed missed = Objects.requireNonNull(state().missed());
    assertThat(missed.gaps()).isEqualTo(1);
    assertThat(missed.entries()).isEqualTo(15);
    assertThat(meters.counter("copydesk.sources.gaps").count()).isEqualTo(1);
    assertThat(meters.counter("copydesk.sources.missed.estimate").count()).isEqualTo(15);
    assertThat(lines.of("entries were missed: nothing shown now was shown last time"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("missedAbout", 15L)
                    .containsEntry("usualGap", USUAL_GAP));
  }

  @Test
  void validatorsSurviveARestart() throws Exception {
    site.page("/a").feed("/feed", List.of("/a"));
    try (IngestService first = service()) {
      first.start();
      await().atMost(PATIENCE).until(() -> state().etag() != null);
    }
    int asked = site.requests().size();

    try (IngestService second = service()) {
      second.start();
      await().atMost(PATIENCE).until(() -> feedRequestsAfter(asked).size() > 1);
    }

    assertThat(feedRequestsAfter(asked))
        .allSatisfy(request -> assertThat(request.etag()).isEqualTo(state().etag()));
  }

  private List<TestSite.Request> feedRequestsAfter(int asked) {
    return site.requests().stream()
        .skip(asked)
        .filter(request -> request.path().equals("/feed"))
        .toList();
  }

  private SourceState publishedUntil(Instant last) {
    return SourceState.unknown(source().id())
        .answeredAt(last)
        .withNews(last, USUAL_GAP)
        .nextAfter(last, Duration.ofSeconds(1), "news");
  }

  private void remember(SourceState state) throws InterruptedException {
    TestTopics topics = topics();
    try (TopicAdmin admin = new TopicAdmin(topics.settings());
        AckedProducer producer = new AckedProducer(topics.settings(), meters)) {
      admin.ensure(
          Topics.all(),
          new TopicAdmin.Sizes(TestTopics.PARTITIONS, TestTopics.PARTITIONS, (short) 1));
      Records records = new Records(new Shards(TestTopics.PARTITIONS), Clock.systemUTC());
      producer.sendAll(List.of(records.sourceState(state, Authority.of(site.url("/feed")))));
    }
  }

  private SourceState state() {
    return topics().read(Topics.SOURCE_STATE).stream()
        .map(record -> Json.read(record.value(), SourceState.class))
        .reduce((before, after) -> after)
        .orElse(SourceState.unknown("none"));
  }

  private SourceConfig source() {
    return SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed"));
  }

  private IngestService service() {
    return new IngestService(
        new FetchConfig(
            null,
            Duration.ofMillis(100),
            List.of("127.0.0.0/8"),
            List.of(site.port()),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(1),
            8),
        List.of(source()),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        new BackfillConfig(100),
        topics().settings(),
        meters,
        Clock.systemUTC(),
        failure::set);
  }

  private static Map<String, Object> byKey(List<KeyValuePair> pairs) {
    Map<String, Object> byKey = new LinkedHashMap<>();
    pairs.forEach(pair -> byKey.put(pair.key, pair.value));
    return byKey;
  }

  private String rss(String path) {
    return "<rss version=\"2.0\"><channel><title>t</title><item><title>t</title><link>"
        + site.url(path)
        + "</link></item></channel></rss>";
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("org.copydesk.ingest");
  }

  private TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }
}
