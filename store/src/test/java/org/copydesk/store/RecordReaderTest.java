package org.copydesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.copydesk.pipeline.kafka.DeadLetterReason;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.store.table.Takedown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final StoreTopics TOPICS = StoreTopics.STANDARD;
  private static final Instant WRITTEN = Instant.parse("2026-11-23T10:00:02Z");

  private final RecordReader reader = new RecordReader(TOPICS);
  private final ArticleDraft ferry = ArticleDraft.of("ferry");

  @Test
  void aWholeArticleIsRead() {
    StoreRecord read = read(json -> json);

    assertThat(read)
        .isInstanceOfSatisfying(
            StoreRecord.Article.class,
            article -> assertThat(article.row().article()).isEqualTo(ferry.article()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "urlId",
        "url",
        "sourceId",
        "canonicalUrl",
        "contentHash",
        "fetchId",
        "fetchedAt",
        "rulesVersion"
      })
  void anArticleWithoutWhatTheTablesNeedIsMalformed(String property) {
    StoreRecord read = read(json -> json.replace("\"" + property + "\":", "\"other\":"));

    assertThat(reason(read)).isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void anArticleWithoutAHeadlineIsStillAnArticle() {
    StoreRecord read = read(json -> json.replace("\"headline\":", "\"other\":"));

    assertThat(read).isInstanceOf(StoreRecord.Article.class);
  }

  @Test
  void aTimeThatNoDatabaseHoldsIsMalformed() {
    StoreRecord read =
        read(json -> json.replace("2026-11-23T10:00:00Z", "+300000-01-01T00:00:00Z"));

    assertThat(reason(read)).isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void aKeyThatIsNotTheArticlesIdIsMalformed() {
    Incoming incoming =
        incoming(ArticleDraft.of("bridge").id(), Json.write(ferry.article()), headers());

    assertThat(reason(reader.read(incoming))).isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void aRecordWithoutAnEnvelopeIsMalformed() {
    Incoming incoming = incoming(ferry.id(), Json.write(ferry.article()), Headers.empty());

    assertThat(reason(reader.read(incoming))).isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void anotherTypeIsAnUnknownVersion() {
    Headers other = headers().with("ce_type", "org.copydesk.article.v9");
    Incoming incoming = incoming(ferry.id(), Json.write(ferry.article()), other);

    assertThat(reason(reader.read(incoming))).isEqualTo(DeadLetterReason.UNSUPPORTED_VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "\u0000", "{\"id\":{\"a\":[[[[[["})
  void whatIsNoArticlesJsonIsMalformed(String value) {
    Incoming incoming = incoming(ferry.id(), value.getBytes(UTF_8), headers());

    assertThat(reason(reader.read(incoming))).isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void textsThatPostgresCannotHoldAreReplacedHoweverDeep() {
    StoreRecord read =
        read(
            json ->
                json.replace("Mara Lindqvist", "Mara\\u0000Lindqvist")
                    .replace("json-ld", "json\\ud800ld")
                    .replace("share-bar", "share\\u0000bar"));

    CleanArticle article = ((StoreRecord.Article) read).row().article();
    assertThat(article.author().getFirst().name()).isEqualTo("Mara\uFFFDLindqvist");
    CleanArticle.Extraction extraction = requireNonNull(article.extraction());
    assertThat(extraction.fields()).containsEntry("headline", "json\uFFFDld");
    assertThat(extraction.removed()).containsKey("share\uFFFDbar");
  }

  @Test
  void noValueIsATakedown() {
    assertThat(reader.read(incoming(ferry.id(), null, Headers.empty())))
        .isInstanceOfSatisfying(
            StoreRecord.Removal.class,
            removal -> assertThat(removal.takedown()).isEqualTo(new Takedown(ferry.id(), WRITTEN)));
  }

  @Test
  void aTakedownOfNothingIsMalformed() {
    assertThat(reason(reader.read(incoming("everything", null, Headers.empty()))))
        .isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void anOutcomeWithAnUnknownDispositionIsMalformed() {
    UrlOutcome outcome = StoreBench.outcome("section", Disposition.GONE, WRITTEN);
    String json = new String(Json.write(outcome), UTF_8).replace("gone", "vanished");
    Incoming incoming =
        new Incoming(
            new PartitionId(TOPICS.outcomes(), 0),
            0,
            WRITTEN,
            outcome.urlId().getBytes(UTF_8),
            json.getBytes(UTF_8),
            StoreBench.outcomeHeaders(outcome));

    assertThat(reason(reader.read(incoming))).isEqualTo(DeadLetterReason.MALFORMED);
  }

  private StoreRecord read(UnaryOperator<String> change) {
    String json = new String(Json.write(ferry.article()), UTF_8);
    return reader.read(incoming(ferry.id(), change.apply(json).getBytes(UTF_8), headers()));
  }

  private Headers headers() {
    return StoreBench.headers(ferry);
  }

  private static Incoming incoming(String key, byte @Nullable [] value, Headers headers) {
    return new Incoming(
        new PartitionId(TOPICS.articles(), 0), 0, WRITTEN, key.getBytes(UTF_8), value, headers);
  }

  private static DeadLetterReason reason(StoreRecord read) {
    assertThat(read).isInstanceOf(StoreRecord.Unreadable.class);
    return DeadRecord.unreadable((StoreRecord.Unreadable) read).reason();
  }
}
