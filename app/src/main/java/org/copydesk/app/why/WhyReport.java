package org.copydesk.app.why;

import java.time.Instant;
import java.util.List;
import org.copydesk.ingest.why.HostFacts;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.store.read.StoredOutcome;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a URL or a host.
 *
 * @param subject what was asked about
 * @param urlId null when a whole host was asked about
 * @param shard the partition of the host
 * @param owner whether the instance that has the host in hand was asked
 * @param sources where the URL came from, or the sources that are asked at the host
 * @param polled the source that is asked at the URL itself; null when it is none
 * @param host how the host is treated; null when nothing is known of it
 * @param inHand whether the URL waits for its turn or is being fetched
 * @param state what ingest last wrote about the URL
 * @param nextRequest when the URL is requested next: in its turn, after a pause, for a second look,
 *     or as a source; null when it is not going to be
 * @param steps the records and rows of each stage, in the order of the flow
 * @param outcome its row in {@code url_outcome}
 * @param urls of a host, how many of its URLs are in which state
 * @param notes what could not be found out, and why
 */
public record WhyReport(
    String subject,
    @Nullable String urlId,
    int shard,
    boolean owner,
    List<From> sources,
    @Nullable Polled polled,
    @Nullable HostFacts host,
    boolean inHand,
    @Nullable UrlState state,
    @Nullable Instant nextRequest,
    List<Step> steps,
    @Nullable StoredOutcome outcome,
    List<Count> urls,
    List<String> notes) {

  public WhyReport {
    sources = List.copyOf(sources);
    steps = List.copyOf(steps);
    urls = List.copyOf(urls);
    notes = List.copyOf(notes);
  }

  /**
   * A source.
   *
   * @param since when it first showed the URL
   * @param why as what it showed it: new, updated, a redirect
   */
  public record From(
      String id,
      @Nullable String kind,
      @Nullable String url,
      @Nullable Instant since,
      @Nullable String why) {}

  /** A source, and what is known of it without the entries that it showed. */
  public record Polled(Source source, SourceState state) {}

  /**
   * One trace of the URL.
   *
   * @param stage discovered, fetched, article, outcome, dead-letter, stored
   * @param where a topic, partition and offset, or a table
   * @param what in words
   */
  public record Step(String stage, String where, Instant at, String what) {}

  /** So many URLs in a state. */
  public record Count(String status, int urls) {}

  /** Whether anything at all is known. */
  public boolean isKnown() {
    return !sources.isEmpty()
        || polled != null
        || host != null
        || state != null
        || inHand
        || !steps.isEmpty();
  }
}
