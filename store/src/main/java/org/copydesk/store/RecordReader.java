package org.copydesk.store;

import static org.copydesk.pipeline.message.UnreadableMessageException.Kind.MALFORMED;
import static org.copydesk.pipeline.message.UnreadableMessageException.Kind.UNSUPPORTED_VERSION;

import java.time.Instant;
import java.util.regex.Pattern;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.store.table.ArticleRow;
import org.copydesk.store.table.OutcomeRow;
import org.copydesk.store.table.StorableTime;
import org.copydesk.store.table.Takedown;
import org.jspecify.annotations.Nullable;

/**
 * Reads records and checks all that the tables rely on. A record that cannot be read is a value,
 * not an error: one bad record must not hold its neighbours back. Stateless.
 */
final class RecordReader {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final StoreTopics topics;

  RecordReader(StoreTopics topics) {
    this.topics = topics;
  }

  StoreRecord read(Incoming incoming) {
    try {
      return incoming.partition().topic().equals(topics.articles())
          ? articleOrRemoval(incoming)
          : outcome(incoming);
    } catch (UnreadableMessageException e) {
      return new StoreRecord.Unreadable(incoming, e);
    }
  }

  private static StoreRecord articleOrRemoval(Incoming incoming) {
    byte[] value = incoming.value();
    if (value == null) {
      String id = requireId("key", incoming.keyText());
      return new StoreRecord.Removal(
          incoming, new Takedown(id, requireTime("timestamp", incoming.timestamp())));
    }
    return article(incoming, value);
  }

  private static StoreRecord article(Incoming incoming, byte[] value) {
    Envelope envelope = envelope(incoming, CleanArticle.TYPE);
    CleanArticle article = StorableJson.read(value, CleanArticle.class);
    requireWhole(article, incoming.keyText());
    Instant processed = envelope.times().processed();
    Instant processedAt = requireTime("time", processed == null ? envelope.time() : processed);
    return new StoreRecord.Article(
        incoming, new ArticleRow(article, processedAt), storable(envelope.times()));
  }

  private static void requireWhole(CleanArticle article, String key) {
    requireId("id", article.id());
    if (!article.id().equals(key)) {
      throw malformed("the key is not the article's id");
    }
    requireId("urlId", article.urlId());
    requireText("url", article.url());
    requireText("sourceId", article.sourceId());
    requireText("canonicalUrl", article.canonicalUrl());
    requireText("contentHash", article.contentHash());
    requireText("fetchId", article.fetchId());
    requireText("rulesVersion", article.rulesVersion());
    requireTime("fetchedAt", article.fetchedAt());
  }

  private static StoreRecord outcome(Incoming incoming) {
    byte[] value = incoming.value();
    if (value == null) {
      throw malformed("an outcome without a value");
    }
    Envelope envelope = envelope(incoming, UrlOutcome.TYPE);
    UrlOutcome outcome = StorableJson.read(value, UrlOutcome.class);
    requireId("urlId", outcome.urlId());
    requireText("url", outcome.url());
    requireText("stage", outcome.stage());
    if (outcome.disposition() == null) {
      throw malformed("disposition is missing");
    }
    requireTime("at", outcome.at());
    OutcomeRow row = new OutcomeRow(outcome, null, storable(envelope.times()));
    return new StoreRecord.Outcome(incoming, row);
  }

  private static Envelope envelope(Incoming incoming, String type) {
    Envelope envelope = Envelope.from(incoming.headers());
    if (!envelope.type().equals(type)) {
      throw new UnreadableMessageException(
          UNSUPPORTED_VERSION, "ce_type is not " + type + " but " + envelope.type());
    }
    return envelope;
  }

  // A source may claim any publication time; one that no database holds is left out.
  private static StageTimes storable(StageTimes times) {
    return new StageTimes(
        StorableTime.of(times.published()).orElse(null),
        StorableTime.of(times.discovered()).orElse(null),
        StorableTime.of(times.fetched()).orElse(null),
        StorableTime.of(times.processed()).orElse(null));
  }

  private static String requireId(String name, @Nullable String id) {
    if (id == null || !ID.matcher(id).matches()) {
      throw malformed(name + " is not a lower-case hex SHA-256");
    }
    return id;
  }

  // What the JSON leaves out is null here, whatever the record's type says.
  private static void requireText(String name, @Nullable String text) {
    if (text == null) {
      throw malformed(name + " is missing");
    }
  }

  private static Instant requireTime(String name, @Nullable Instant time) {
    return StorableTime.of(time)
        .orElseThrow(() -> malformed(name + " is missing or outside the years 1 to 9999"));
  }

  private static UnreadableMessageException malformed(String message) {
    return new UnreadableMessageException(MALFORMED, message);
  }
}
