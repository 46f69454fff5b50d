package org.copydesk.ingest.state;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.HostState;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.RobotsReferral;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;

/**
 * Makes every record that ingest writes, each in the partition of its shard. Immutable, safe for
 * many threads.
 */
public final class Records {

  /** How many redirects from other authorities led to a URL: a header, for loops over hosts. */
  public static final String HOPS = "copydesk-hops";

  /** Marks a URL that was put at the end of its topic again, for its host has enough in memory. */
  public static final String SENT_BACK = "copydesk-sent-back";

  private static final String WRITER = "/copydesk/ingest";

  private final Shards shards;
  private final Clock clock;

  public Records(Shards shards, Clock clock) {
    this.shards = shards;
    this.clock = clock;
  }

  /** A live URL for the owner of its authority. */
  public Outgoing url(UrlToFetch url, Traceparent trace, Instant discovered, int hops) {
    return url(url, trace, discovered, hops, Lane.LIVE);
  }

  /** A URL for the owner of its authority. */
  public Outgoing url(UrlToFetch url, Traceparent trace, Instant discovered, int hops, Lane lane) {
    String authority = Authority.of(url.url());
    StageTimes times = StageTimes.none().withPublished(url.published()).withDiscovered(discovered);
    Headers headers =
        envelope(UrlToFetch.TYPE, Envelope.JSON, trace, times)
            .toHeaders()
            .with(HOPS, Integer.toString(hops));
    return Outgoing.of(
        shards.partition(lane.urls(), authority), authority, Json.write(url), headers);
  }

  /** A URL that there is no room for, for the end of the topic of backfill. */
  public Outgoing sentBack(PageJob job) {
    Outgoing url = url(job.target(), job.trace(), job.discovered(), job.hops(), Lane.BACKFILL);
    return new Outgoing(
        url.topic(), url.partition(), url.key(), url.value(), url.headers().with(SENT_BACK, "1"));
  }

  /** A fetched page. */
  public Outgoing page(FetchedPage page, PageJob job) {
    String authority = Authority.of(page.url());
    String type = Objects.requireNonNullElse(page.contentType(), FetchedPage.UNKNOWN_CONTENT_TYPE);
    StageTimes times = job.times().withFetched(page.fetchedAt());
    Headers headers =
        envelope(FetchedPage.TYPE, type, job.trace(), times).toHeaders().with(page.toHeaders());
    return Outgoing.of(
        shards.partition(job.lane().pages(), authority), authority, page.body(), headers);
  }

  /** How a URL ended that gave no page. */
  public Outgoing outcome(UrlOutcome outcome, PageJob job) {
    return Outgoing.json(
        Topics.OUTCOMES,
        outcome.urlId(),
        outcome,
        envelope(UrlOutcome.TYPE, Envelope.JSON, job.trace(), job.times()));
  }

  public Outgoing urlState(UrlState state) {
    return state(
        Topics.URL_STATE,
        Authority.of(state.target().url()),
        state.target().urlId(),
        state,
        UrlState.TYPE);
  }

  public Outgoing hostState(HostState state) {
    return state(Topics.HOST_STATE, state.authority(), state.authority(), state, HostState.TYPE);
  }

  /** A question about robots.txt for the owner of the host where it lies, or the answer. */
  public Outgoing robotsReferral(RobotsReferral referral) {
    return state(
        Topics.ROBOTS_REFERRALS,
        referral.recipient(),
        referral.of(),
        referral,
        RobotsReferral.TYPE);
  }

  public Outgoing source(Source source) {
    return state(Topics.SOURCES, source.authority(), source.id(), source, Source.TYPE);
  }

  public Outgoing sourceState(SourceState state, String authority) {
    return state(Topics.SOURCE_STATE, authority, state.sourceId(), state, SourceState.TYPE);
  }

  /** Takes a source, or its state, out of its shard. */
  public Outgoing removal(String topic, String authority, String sourceId) {
    return Outgoing.of(shards.partition(topic, authority), sourceId, null, Headers.empty());
  }

  public Shards shards() {
    return shards;
  }

  private Outgoing state(String topic, String authority, String key, Object value, String type) {
    Headers headers =
        envelope(type, Envelope.JSON, Traceparent.random(), StageTimes.none()).toHeaders();
    return Outgoing.of(shards.partition(topic, authority), key, Json.write(value), headers);
  }

  private Envelope envelope(String type, String contentType, Traceparent trace, StageTimes times) {
    return new Envelope(
        Ids.uuidV7(clock), WRITER, type, clock.instant(), contentType, trace, times);
  }
}
