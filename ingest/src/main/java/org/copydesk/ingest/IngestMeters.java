package org.copydesk.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.guard.Refusal;
import org.copydesk.pipeline.message.UrlOutcome;

/** Every metric of the service; names are API. Labels are codes of ours, never a host or a URL. */
public final class IngestMeters {

  private final MeterRegistry registry;

  public IngestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts a request and what came of it. */
  public void requested(String kind, FetchResult result, Duration took) {
    if (result instanceof FetchResult.Refused refused) {
      refused(refused.refusal());
      return;
    }
    Timer.builder("copydesk.fetch.requests")
        .description("requests to web servers")
        .tag("kind", kind)
        .tag("result", code(result))
        .register(registry)
        .record(took);
    if (result instanceof FetchResult.Body body) {
      counter("copydesk.fetch.bytes", "kind", kind).increment(body.body().length);
      if (body.truncated()) {
        counter("copydesk.fetch.truncated", "kind", kind).increment();
      }
    }
  }

  /** Counts a URL that the guard refused. */
  public void refused(Refusal refusal) {
    counter("copydesk.fetch.refused", "rule", refusal.rule().code()).increment();
  }

  /** Counts a URL that ended here. */
  public void ended(UrlOutcome outcome) {
    Counter.builder("copydesk.ingest.outcomes")
        .tag("disposition", outcome.disposition().code())
        .tag("reason", Objects.requireNonNullElse(outcome.reason(), "none"))
        .register(registry)
        .increment();
  }

  public void parked(String reason) {
    counter("copydesk.ingest.parked", "reason", reason).increment();
  }

  /** Counts a URL of backfill that went to the end of its topic: its host has enough in memory. */
  public void sentBack() {
    registry.counter("copydesk.ingest.sent.back").increment();
  }

  /** Counts an answer of a source. */
  public void polled(String result) {
    counter("copydesk.sources.polls", "result", result).increment();
  }

  public void discovered(int urls) {
    registry.counter("copydesk.sources.discovered").increment(urls);
  }

  /** Counts entries whose link is no address that can be fetched. */
  public void unusable(int entries) {
    registry.counter("copydesk.sources.unusable").increment(entries);
  }

  /** Counts pages of sitemaps that went into the backfill lane. */
  public void archived(int urls) {
    registry.counter("copydesk.sources.archived").increment(urls);
  }

  /**
   * Counts an answer that shares no entry with the one before it.
   *
   * @param entries about how many came and went in between, where that can be told
   */
  public void missed(OptionalLong entries) {
    registry.counter("copydesk.sources.gaps").increment();
    entries.ifPresent(registry.counter("copydesk.sources.missed.estimate")::increment);
  }

  /** Counts addresses that were left out because their host shows too many. */
  public void trapped(int urls) {
    registry.counter("copydesk.sources.trapped").increment(urls);
  }

  /** Counts a page whose links are not followed because it asks for that. */
  public void nofollow() {
    registry.counter("copydesk.sources.nofollow").increment();
  }

  /** Counts a second look at a page that gave nothing new. */
  public void revisited(String result) {
    counter("copydesk.ingest.revisits", "result", result).increment();
  }

  /** Counts a source that fell silent. */
  public void silent() {
    registry.counter("copydesk.sources.silent").increment();
  }

  public void repaired(String repair) {
    counter("copydesk.sources.repairs", "repair", repair).increment();
  }

  public void deadLetter(String reason) {
    counter("copydesk.ingest.dead.letters", "reason", reason).increment();
  }

  /** Counts a record of a state topic that could not be used. */
  public void leftOut(String topic) {
    counter("copydesk.ingest.state.left.out", "topic", topic).increment();
  }

  MeterRegistry registry() {
    return registry;
  }

  private Counter counter(String name, String label, String value) {
    return registry.counter(name, label, value);
  }

  private static String code(FetchResult result) {
    return switch (result) {
      case FetchResult.Body body -> Integer.toString(body.head().status());
      case FetchResult.NotModified same -> "304";
      case FetchResult.Redirect redirect -> Integer.toString(redirect.head().status());
      case FetchResult.Status status -> Integer.toString(status.head().status());
      case FetchResult.Refused refused -> "refused";
      case FetchResult.Broken broken -> broken.fault().code();
    };
  }
}
