package org.copydesk.app.why;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.copydesk.app.why.WhyReport.Step;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.RecordSearch;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of one URL in the topics of the flow, each in the one partition that it can be
 * in. Not thread-safe.
 */
final class Traces implements AutoCloseable {
  private static final List<String> URLS = List.of(Topics.URLS, Topics.URLS_BACKFILL);
  private static final List<String> PAGES = List.of(Topics.PAGES, Topics.PAGES_BACKFILL);

  private static final int MOST_READ = 100_000;
  private static final int MOST_FOUND = 10;
  private static final Duration LIMIT = Duration.ofSeconds(8);

  /** Clocks of two machines may differ by this. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final RecordSearch search;
  private final TopicAdmin admin;
  private final List<String> notes;

  Traces(KafkaSettings kafka, List<String> notes) {
    this.search = new RecordSearch(kafka, MOST_READ, LIMIT);
    this.admin = new TopicAdmin(kafka);
    this.notes = notes;
  }

  @Override
  public void close() {
    search.close();
    admin.close();
  }

  /** The URL's records in {@code news.urls.v1} and its backfill lane, with what they say. */
  List<UrlToFetch> discoveries(int shard, String urlId, @Nullable Instant since, List<Step> into) {
    List<UrlToFetch> urls = new ArrayList<>();
    for (String topic : URLS) {
      for (Incoming record : find(new PartitionId(topic, shard), since, holds(urlId))) {
        UrlToFetch url = Json.read(record.value(), UrlToFetch.class);
        if (url.urlId().equals(urlId)) {
          urls.add(url);
          into.add(step("discovered", record, word(url.why()) + ", shown by " + url.sourceId()));
        }
      }
    }
    return urls;
  }

  void pages(int shard, String urlId, @Nullable Instant since, List<Step> into) {
    for (String topic : PAGES) {
      find(
              new PartitionId(topic, shard),
              since,
              record -> record.headers().text("copydesk-url-id").filter(urlId::equals).isPresent())
          .forEach(record -> into.add(step("fetched", record, page(record))));
    }
  }

  void outcomes(String urlId, @Nullable Instant since, List<Step> into) {
    spread(Topics.OUTCOMES, urlId, since, "outcome", Traces::outcome, into);
  }

  void articles(String articleId, @Nullable Instant since, List<Step> into) {
    spread(
        Topics.ARTICLES,
        articleId,
        since,
        "article",
        record -> record.value() == null ? "taken down" : "article " + articleId.substring(0, 12),
        into);
  }

  /** Letters keep key and partition of their originals. */
  void deadLetters(int shard, String urlId, @Nullable Instant since, List<Step> into) {
    for (String topic : Stream.concat(URLS.stream(), PAGES.stream()).toList()) {
      Predicate<Incoming> isOurs =
          record ->
              record.headers().text("copydesk-url-id").filter(urlId::equals).isPresent()
                  || (URLS.contains(topic) && holds(urlId).test(record));
      find(new PartitionId(Topics.deadLetter(topic), shard), since, isOurs)
          .forEach(record -> into.add(step("dead-letter", record, letter(record))));
    }
  }

  private void spread(
      String topic,
      String key,
      @Nullable Instant since,
      String stage,
      Function<Incoming, String> what,
      List<Step> into) {
    int count = admin.partitionCount(topic).orElse(0);
    if (count > 0) {
      // Kafka's own hash of the key, which shards are counted by too.
      PartitionId where = new PartitionId(topic, new Shards(count).of(key));
      find(where, since, record -> record.keyText().equals(key))
          .forEach(record -> into.add(step(stage, record, what.apply(record))));
    }
  }

  private List<Incoming> find(
      PartitionId where, @Nullable Instant since, Predicate<Incoming> wanted) {
    if (admin.partitionCount(where.topic()).orElse(0) <= where.partition()) {
      return List.of();
    }
    Instant from = since == null ? null : since.minus(SKEW);
    RecordSearch.Found found = search.find(where, from, MOST_FOUND, wanted);
    if (!found.isWhole()) {
      notes.add(
          "%s in partition %d holds more than could be looked through."
              .formatted(where.topic(), where.partition()));
    }
    return found.records();
  }

  private static Predicate<Incoming> holds(String urlId) {
    return record -> {
      byte[] value = record.value();
      return value != null && new String(value, ISO_8859_1).contains(urlId);
    };
  }

  private static Step step(String stage, Incoming record, String what) {
    String where =
        "%s-%d@%d"
            .formatted(record.partition().topic(), record.partition().partition(), record.offset());
    return new Step(stage, where, record.timestamp(), what);
  }

  private static String page(Incoming record) {
    int bytes = record.value() == null ? 0 : record.value().length;
    return "status %s, %d bytes, fetch %s"
        .formatted(
            record.headers().text("copydesk-http-status").orElse("-"),
            bytes,
            record.headers().text("copydesk-fetch-id").orElse("-"));
  }

  private static String outcome(Incoming record) {
    UrlOutcome outcome = Json.read(record.value(), UrlOutcome.class);
    return "%s (%s) by %s"
        .formatted(outcome.disposition().code(), outcome.reason(), outcome.stage());
  }

  private static String letter(Incoming record) {
    return "%s: %s"
        .formatted(
            record.headers().text("copydesk-reason").orElse("-"),
            record.headers().text("kafka_dlt-exception-message").orElse("-"));
  }

  private static String word(UrlToFetch.Why why) {
    return why.name().toLowerCase(java.util.Locale.ROOT);
  }
}
