package org.copydesk.process;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.copydesk.extract.Article;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.learned.HostSketch;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.pipeline.kafka.DeadLetterReason;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Topic;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.copydesk.pipeline.message.UrlOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Makes of one page's record the records it becomes: an article, an outcome, or a dead letter with
 * its outcome. A pure function of the record, what is known of its host, the rules and the clock;
 * thread-safe.
 */
final class PageProcessor {
  private static final String STAGE = "process";
  private static final String SOURCE = "/copydesk/process";

  /** Below the topic's limit, to leave room for key, headers and the batch's own bytes. */
  private static final int MAX_VALUE_BYTES = Topic.MAX_MESSAGE_BYTES - 256 * 1024;

  private final Extractor extractor;
  private final ArticleMapper mapper = new ArticleMapper();
  private final DeadLetters deadLetters;
  private final Duration deadline;
  private final Clock clock;

  PageProcessor(Extractor extractor, DeadLetters deadLetters, Duration deadline, Clock clock) {
    this.extractor = extractor;
    this.deadLetters = deadLetters;
    this.deadline = deadline;
    this.clock = clock;
  }

  /**
   * What the record becomes; bad input is an answer, never an exception.
   *
   * @param known what is furniture on the page's host
   */
  Processed process(Incoming record, LearnedBoilerplate known) {
    byte[] body = record.value();
    if (body == null) {
      return dead(record, DeadLetterReason.MALFORMED, "a page without a body", null);
    }
    try {
      Envelope envelope = Envelope.from(record.headers());
      FetchedPage page = FetchedPage.from(envelope, record.headers(), body);
      return process(record, envelope, page, known);
    } catch (UnreadableMessageException e) {
      return dead(record, reason(e), String.valueOf(e.getMessage()), e);
    }
  }

  /** The answer for a page that did not end in its time. */
  Processed timedOut(Incoming record) {
    return dead(
        record,
        DeadLetterReason.PARSE_TIMEOUT,
        "the page was not extracted within " + deadline.toSeconds() + " s",
        null);
  }

  /** The answer for a page on which the extraction failed. */
  Processed broken(Incoming record, Throwable cause) {
    return dead(
        record,
        DeadLetterReason.EXTRACT_ERROR,
        "the extraction failed: " + cause.getClass().getSimpleName(),
        cause);
  }

  private Processed process(
      Incoming record, Envelope envelope, FetchedPage page, LearnedBoilerplate known) {
    return switch (extractor.extract(input(page), known)) {
      case Extraction.Found found -> article(record, envelope, page, found);
      case Extraction.NotArticle not ->
          new Processed(
              "not-article",
              List.of(
                  outcome(
                      envelope, page, Disposition.NOT_ARTICLE, not.reason().code(), not.detail())));
      case Extraction.Failed failed -> failed(record, envelope, page, failed);
    };
  }

  private Processed failed(
      Incoming record, Envelope envelope, FetchedPage page, Extraction.Failed failed) {
    return switch (failed.failure()) {
      case DEADLINE -> timedOut(record);
      case TOO_LARGE, NOT_TEXT, UNPARSABLE ->
          new Processed(
              "refused",
              List.of(
                  outcome(
                      envelope,
                      page,
                      Disposition.REFUSED,
                      failed.failure().code(),
                      failed.detail())));
    };
  }

  private Processed article(
      Incoming record, Envelope envelope, FetchedPage page, Extraction.Found found) {
    CleanArticle clean = mapper.map(page, found.article(), found.trace());
    byte[] value = Json.write(clean);
    if (value.length > MAX_VALUE_BYTES) {
      return dead(
          record,
          DeadLetterReason.TOO_LARGE,
          "the article has " + value.length + " bytes, more than its topic takes",
          null);
    }
    StageTimes times =
        published(found.article()).map(envelope.times()::withPublished).orElse(envelope.times());
    Outgoing written =
        Outgoing.of(
            Topics.ARTICLES,
            clean.id(),
            value,
            envelope(page.fetchId(), CleanArticle.TYPE, envelope.traceparent(), times).toHeaders());
    HostSketch seen =
        HostSketch.empty().observe(clean.canonicalUrl(), page.fetchedAt(), found.trace());
    return new Processed("article", List.of(written), seen);
  }

  private Outgoing outcome(
      Envelope envelope, FetchedPage page, Disposition disposition, String reason, String detail) {
    UrlOutcome outcome =
        new UrlOutcome(
            page.urlId(),
            page.requestedUrl(),
            disposition,
            reason,
            detail,
            page.sourceId(),
            page.fetchId(),
            STAGE,
            clock.instant());
    return Outgoing.json(
        Topics.OUTCOMES,
        page.urlId(),
        outcome,
        envelope(page.fetchId(), UrlOutcome.TYPE, envelope.traceparent(), envelope.times()));
  }

  private Processed dead(
      Incoming record, DeadLetterReason reason, String message, @Nullable Throwable cause) {
    List<Outgoing> records = new ArrayList<>();
    records.add(deadLetters.of(record, reason, message, cause, 1));
    deadOutcome(record, reason, message).ifPresent(records::add);
    return new Processed("dead-letter", records);
  }

  /** The outcome of a dead page, where its headers still say which URL it was. */
  private Optional<Outgoing> deadOutcome(Incoming record, DeadLetterReason reason, String message) {
    Optional<String> urlId = record.headers().text("copydesk-url-id");
    Optional<String> url = record.headers().text("copydesk-requested-url");
    if (urlId.isEmpty() || url.isEmpty()) {
      return Optional.empty();
    }
    String fetchId = record.headers().text("copydesk-fetch-id").orElse(null);
    UrlOutcome outcome =
        new UrlOutcome(
            urlId.get(),
            url.get(),
            Disposition.DEAD_LETTER,
            reason.code(),
            message,
            record.headers().text("copydesk-source-id").orElse(null),
            fetchId,
            STAGE,
            clock.instant());
    Envelope envelope = salvaged(record, fetchId == null ? urlId.get() : fetchId);
    return Optional.of(Outgoing.json(Topics.OUTCOMES, urlId.get(), outcome, envelope));
  }

  /** An outcome's envelope with what can still be read of the page's. */
  private Envelope salvaged(Incoming record, String id) {
    try {
      Envelope original = Envelope.from(record.headers());
      return envelope(id, UrlOutcome.TYPE, original.traceparent(), original.times());
    } catch (UnreadableMessageException e) {
      return envelope(id, UrlOutcome.TYPE, Traceparent.random(), StageTimes.none());
    }
  }

  private Envelope envelope(String id, String type, Traceparent trace, StageTimes times) {
    Instant now = clock.instant();
    return new Envelope(id, SOURCE, type, now, Envelope.JSON, trace, times.withProcessed(now));
  }

  private PageInput input(FetchedPage page) {
    return new PageInput(
        page.body(),
        URI.create(page.url()),
        page.contentType(),
        page.fetchedAt(),
        Deadline.after(deadline));
  }

  /** What the page itself says counts more than what its feed said. */
  private static Optional<Instant> published(Article article) {
    return article.datePublished() instanceof PublishedDate.Zoned(OffsetDateTime value)
        ? Optional.of(value.toInstant())
        : Optional.empty();
  }

  private static DeadLetterReason reason(UnreadableMessageException e) {
    return switch (e.kind()) {
      case MALFORMED -> DeadLetterReason.MALFORMED;
      case UNSUPPORTED_VERSION -> DeadLetterReason.UNSUPPORTED_VERSION;
    };
  }
}
