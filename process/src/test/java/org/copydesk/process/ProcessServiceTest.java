package org.copydesk.process;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.copydesk.process.PageRecords.articleHtml;
import static org.copydesk.process.PageRecords.page;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.ProcessConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Boilerplate;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service between real topics, on a broker of its own because their names are fixed. */
final class ProcessServiceTest {

  /** What a busy machine may take for what should take no time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int PARTITIONS = 3;
  private static final String QUILLBOT = "quillbot.example";

  private static TestBroker broker;

  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private ProcessService service;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start();
    try (TopicAdmin admin = new TopicAdmin(settings())) {
      admin.ensure(Topics.all(), new TopicAdmin.Sizes(PARTITIONS, PARTITIONS, (short) 1));
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void startService() {
    service = started("0", new SimpleMeterRegistry());
  }

  private ProcessService started(String slot, MeterRegistry meters) {
    ProcessService instance =
        new ProcessService(
            new ProcessConfig(Duration.ofSeconds(5), 2, 20),
            new BackfillConfig(100),
            new KafkaSettings(broker.bootstrapServers(), "test", slot, Map.of()),
            meters,
            Clock.systemUTC(),
            failure::set);
    instance.start();
    return instance;
  }

  @AfterEach
  void stopService() {
    service.close();
    assertThat(failure.get()).isNull();
  }

  @Test
  void pageBecomesACleanArticleUnderTheSameTrace() throws InterruptedException {
    String url = "https://fluss.example/2026/bruecke";

    send(List.of(page(url, articleHtml("Neue Brücke über die Ell", "de", "Die neue Brücke"))));

    Incoming record = awaitRecord(Topics.ARTICLES, Ids.articleId(url));
    CleanArticle article = Json.read(record.value(), CleanArticle.class);
    Envelope envelope = Envelope.from(record.headers());
    assertThat(article.headline()).isEqualTo("Neue Brücke über die Ell");
    assertThat(article.canonicalUrl()).isEqualTo(url);
    assertThat(article.articleBody()).startsWith("Die neue Brücke").doesNotContain("Impressum");
    assertThat(article.datePublished()).isEqualTo("2026-11-22T18:30:00+01:00");
    assertThat(envelope.traceparent()).isEqualTo(PageRecords.TRACE);
    assertThat(envelope.times().fetched()).isEqualTo(PageRecords.FETCHED);
    assertThat(envelope.times().published()).isEqualTo("2026-11-22T17:30:00Z");
    assertThat(envelope.times().processed()).isNotNull();
  }

  @Test
  void backfilledPageBecomesAnArticleToo() throws InterruptedException {
    String url = "https://fluss.example/1999/alte-bruecke";
    Outgoing live = page(url, articleHtml("Die alte Brücke", "de", "Die alte Brücke"));

    send(
        List.of(
            new Outgoing(Topics.PAGES_BACKFILL, null, live.key(), live.value(), live.headers())));

    CleanArticle article =
        Json.read(awaitRecord(Topics.ARTICLES, Ids.articleId(url)).value(), CleanArticle.class);
    assertThat(article.fetchedAt()).isEqualTo(PageRecords.FETCHED);
  }

  @Test
  void pageWithoutAnArticleEndsInANamedOutcome() throws InterruptedException {
    String url = "https://fluss.example/empty";

    send(List.of(page(url, "<html><body></body></html>")));

    UrlOutcome outcome =
        Json.read(awaitRecord(Topics.OUTCOMES, Ids.urlId(url)).value(), UrlOutcome.class);
    assertThat(outcome.disposition()).isEqualTo(Disposition.NOT_ARTICLE);
    assertThat(outcome.reason()).isNotBlank();
    assertThat(outcome.stage()).isEqualTo("process");
  }

  @Test
  void unreadableRecordBecomesADeadLetterWithItsBytes() throws InterruptedException {
    byte[] bytes = {0, 1, 2, (byte) 0xff};

    send(List.of(Outgoing.of(Topics.PAGES, "broken.example", bytes, Headers.empty())));

    Incoming dead = awaitRecord(Topics.deadLetter(Topics.PAGES), "broken.example");
    assertThat(dead.value()).isEqualTo(bytes);
    assertThat(dead.headers().text("copydesk-reason")).contains("malformed");
    assertThat(dead.headers().text("kafka_dlt-original-topic")).contains(Topics.PAGES);
    assertThat(dead.headers().bytes("kafka_dlt-original-offset").orElseThrow()).hasSize(8);
  }

  @Test
  void deadPageHasAnOutcomeWhereItsUrlIsKnown() throws InterruptedException {
    String url = "https://fluss.example/unknown-version";
    Outgoing good = page(url, articleHtml("Title", "en", "Text"));
    Headers headers = good.headers().with("ce_specversion", "9.0");

    send(List.of(new Outgoing(good.topic(), null, good.key(), good.value(), headers)));

    UrlOutcome outcome =
        Json.read(awaitRecord(Topics.OUTCOMES, Ids.urlId(url)).value(), UrlOutcome.class);
    assertThat(outcome.disposition()).isEqualTo(Disposition.DEAD_LETTER);
    assertThat(outcome.reason()).isEqualTo("unsupported-version");
  }

  @Test
  void everyPageEndsOnceOverARestart() throws InterruptedException {
    // Given 120 pages, and a service that is stopped when it has begun
    List<Outgoing> pages = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String url = "https://many.example/" + i;
      pages.add(page(url, articleHtml("Story " + i, "en", "The story of " + url)));
      ids.add(Ids.articleId(url));
    }
    send(pages.subList(0, 60));
    await().atMost(PATIENCE).until(() -> keys(Topics.ARTICLES).stream().anyMatch(ids::contains));
    service.close();
    send(pages.subList(60, 120));

    // When it runs again
    startService();

    // Then each is there, once
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(keys(Topics.ARTICLES)).containsAll(ids));
    assertThat(keys(Topics.ARTICLES).stream().filter(ids::contains)).hasSize(120);
  }

  @Test
  void whatWasLearnedOfAHostSurvivesARestart() throws InterruptedException {
    // Given a line that no rule knows, on twelve pages of a host
    String line = "This dispatch was carried to you by the Quillbot Courier.";
    send(IntStream.range(0, 12).mapToObj(i -> pluginPage(i, line)).toList());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> keys(Topics.ARTICLES).contains(Ids.articleId(pluginUrl(11))));

    // When the service runs anew, and one more page comes
    service.close();
    startService();
    send(List.of(pluginPage(12, line)));

    // Then the line is gone from it, by the rule that says so
    CleanArticle later =
        Json.read(
            awaitRecord(Topics.ARTICLES, Ids.articleId(pluginUrl(12))).value(), CleanArticle.class);
    assertThat(later.articleBody()).contains("Story number 12").doesNotContain("Quillbot");
    assertThat(later.extraction())
        .extracting(extraction -> extraction.removed().get("learned-boilerplate"))
        .isEqualTo(1);
    assertThat(article(0).articleBody()).contains("Quillbot");
    Boilerplate learned =
        Json.read(awaitRecord(Topics.BOILERPLATE, QUILLBOT).value(), Boilerplate.class);
    assertThat(learned.authority()).isEqualTo("quillbot.example");
  }

  @Test
  void whatWasLearnedMovesWithItsHostToAnotherInstance() throws InterruptedException {
    // Given one instance that has learned a line on hosts of all shards
    String line = "Brought up the valley by the Pigeon Post of Ellmouth.";
    List<String> hosts =
        IntStream.range(0, 6).mapToObj(host -> "pigeon%d.example".formatted(host)).toList();
    assertThat(hosts.stream().map(new Shards(PARTITIONS)::of).distinct()).hasSize(PARTITIONS);
    for (int page = 0; page < 12; page++) {
      sendOneOfEach(hosts, page, line);
    }
    awaitOneOfEach(hosts, 11);

    // When a second one takes some of the shards
    MeterRegistry meters = new SimpleMeterRegistry();
    ProcessService second = started("1", meters);
    int page = 12;
    try {
      for (; handled(meters) == 0; page++) {
        assertThat(page).as("pages until the second instance had one").isLessThan(60);
        sendOneOfEach(hosts, page, line);

        // Then the line is gone from every page, whoever handled it
        assertThat(awaitOneOfEach(hosts, page))
            .allSatisfy(body -> assertThat(body).contains("Story").doesNotContain("Pigeon Post"));
      }
    } finally {
      second.close();
    }

    // And when the second one is gone, the first takes over what both have learned
    sendOneOfEach(hosts, page, line);
    assertThat(awaitOneOfEach(hosts, page))
        .allSatisfy(body -> assertThat(body).contains("Story").doesNotContain("Pigeon Post"));
  }

  private static double handled(MeterRegistry meters) {
    return meters.find("pipeline.records").counters().stream().mapToDouble(Counter::count).sum();
  }

  private static void sendOneOfEach(List<String> hosts, int number, String line)
      throws InterruptedException {
    send(hosts.stream().map(host -> pluginPage(host, number, line)).toList());
  }

  private static List<String> awaitOneOfEach(List<String> hosts, int number) {
    Map<String, String> bodies = new HashMap<>();
    Set<String> ids =
        hosts.stream().map(host -> Ids.articleId(pluginUrl(host, number))).collect(toSet());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              for (Incoming record : read(Topics.ARTICLES)) {
                if (ids.contains(record.keyText())) {
                  CleanArticle article = Json.read(record.value(), CleanArticle.class);
                  bodies.put(record.keyText(), article.articleBody());
                }
              }
              return bodies.size() == ids.size();
            });
    return List.copyOf(bodies.values());
  }

  @Test
  void boilerplateLiesInTheShardOfItsPages() throws InterruptedException {
    send(List.of(pluginPage(20, "Any line at all")));

    Incoming learned = awaitRecord(Topics.BOILERPLATE, QUILLBOT);
    assertThat(learned.partition().partition()).isEqualTo(new Shards(PARTITIONS).of(QUILLBOT));
  }

  @Test
  void recordOfBoilerplateThatCannotBeReadCostsNothingElse() throws InterruptedException {
    service.close();
    send(
        List.of(
            Outgoing.of(
                new Shards(PARTITIONS).partition(Topics.BOILERPLATE, "fluss.example"),
                "fluss.example",
                new byte[] {'{', 1},
                Headers.empty())));
    startService();
    String url = "https://fluss.example/after-bad-state";

    send(List.of(page(url, articleHtml("Neue Schule", "de", "Die neue Schule"))));

    assertThat(awaitRecord(Topics.ARTICLES, Ids.articleId(url)).value()).isNotEmpty();
  }

  private static CleanArticle article(int number) {
    Incoming record = awaitRecord(Topics.ARTICLES, Ids.articleId(pluginUrl(number)));
    return Json.read(record.value(), CleanArticle.class);
  }

  private static String pluginUrl(int number) {
    return pluginUrl(QUILLBOT, number);
  }

  private static String pluginUrl(String host, int number) {
    return "https://%s/%d".formatted(host, number);
  }

  private static Outgoing pluginPage(int number, String line) {
    return pluginPage(QUILLBOT, number, line);
  }

  /** A page whose text is its own but for one line. */
  private static Outgoing pluginPage(String host, int number, String line) {
    StringBuilder text =
        new StringBuilder(
            "<p>Story number "
                + number
                + " begins here, and it will take its time, as all that is told of bridges does.</p>");
    for (int paragraph = 0; paragraph < 3; paragraph++) {
      text.append(
          "<p>Reader %s%c of this paper wrote on the %dth that"
              .formatted(Integer.toString(number, 36), 'k' + paragraph, number));
      text.append(" the old bridge should stay as it is, whatever the council has to say.</p>");
    }
    String html =
        "<html lang=en><h1>Story %d</h1><article>%s<p>%s</p></article></html>"
            .formatted(number, text, line);
    Outgoing page = page(pluginUrl(host, number), html);
    return Outgoing.of(page.topic(), host, page.value(), page.headers());
  }

  private static void send(List<Outgoing> records) throws InterruptedException {
    try (AckedProducer producer = new AckedProducer(settings(), new SimpleMeterRegistry())) {
      producer.sendAll(records);
    }
  }

  private static Incoming awaitRecord(String topic, String key) {
    AtomicReference<Incoming> found = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              read(topic).stream()
                  .filter(record -> record.keyText().equals(key))
                  .forEach(found::set);
              return found.get() != null;
            });
    return found.get();
  }

  private static List<String> keys(String topic) {
    return read(topic).stream().map(Incoming::keyText).toList();
  }

  private static List<Incoming> read(String topic) {
    Set<PartitionId> partitions = new HashSet<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new PartitionId(topic, partition));
    }
    List<Incoming> records = new ArrayList<>();
    try (CompactedReader reader = new CompactedReader(settings())) {
      reader.readFromBeginning(partitions, records::add);
    }
    return records;
  }

  private static KafkaSettings settings() {
    return new KafkaSettings(broker.bootstrapServers(), "test", "0", Map.of());
  }
}
