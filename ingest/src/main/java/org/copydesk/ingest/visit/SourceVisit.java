package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ServerBusy;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.state.OwnedShards;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlNormalizer;

/** Asks a source what is new, one hop a visit. What the answer means is {@link SourceNews}'. */
final class SourceVisit {

  private final Requests requests;
  private final Judge judge;
  private final UrlNormalizer normalizer;
  private final OwnedShards shards;
  private final SourceNews news;
  private final SourceEnds ends;
  private final int maxBytes;
  private final Clock clock;

  SourceVisit(
      Requests requests,
      Judge judge,
      UrlNormalizer normalizer,
      OwnedShards shards,
      SourceNews news,
      SourceEnds ends,
      int maxBytes,
      Clock clock) {
    this.requests = requests;
    this.judge = judge;
    this.normalizer = normalizer;
    this.shards = shards;
    this.news = news;
    this.ends = ends;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  Optional<Errand> ask(Host host, Errand.Poll poll) throws InterruptedException, ServerBusy {
    ShardState shard = shards.find(poll.shard()).orElse(null);
    Source source = shard == null ? null : shard.sources().find(poll.sourceId()).orElse(null);
    if (shard == null) {
      return Optional.empty();
    }
    if (source == null) {
      shard.sources().giveBack(poll.sourceId());
      return Optional.empty();
    }
    SourceState before = shard.sources().state(source.id());
    FetchResult result = requests.make(host, request(source, poll.url(), before), "source");
    switch (result) {
      case FetchResult.Body body -> {
        host.succeeded();
        List<String> sitemaps = host.robots().map(Robots::sitemaps).orElse(List.of());
        news.answered(shard, source, poll.url(), body, sitemaps);
      }
      case FetchResult.NotModified same -> {
        host.succeeded();
        ends.unchanged(shard, source, same.head());
      }
      case FetchResult.Redirect redirect -> {
        host.succeeded();
        return follow(shard, source, poll, redirect.target());
      }
      case FetchResult.Status status -> trouble(host, shard, source, judge.status(status.head()));
      case FetchResult.Refused refused ->
          ends.failed(shard, source, refused.refusal().rule().code());
      case FetchResult.Broken broken -> {
        if (broken.fault().isHostTrouble()) {
          host.failed(broken.fault().code(), clock.instant());
        }
        ends.failed(shard, source, broken.fault().code());
      }
    }
    return Optional.empty();
  }

  private FetchRequest request(Source source, URI url, SourceState before) {
    return switch (source.kind()) {
      case FEED -> FetchRequest.feed(url, maxBytes, before.etag(), before.lastModified());
      case SITEMAP -> FetchRequest.sitemap(url, before.etag(), before.lastModified());
      case SECTION, SITE -> FetchRequest.page(url, maxBytes, before.etag(), before.lastModified());
    };
  }

  void failed(Errand.Poll poll, String reason) throws InterruptedException {
    ShardState shard = shards.find(poll.shard()).orElse(null);
    Source source = shard == null ? null : shard.sources().find(poll.sourceId()).orElse(null);
    if (shard != null && source != null) {
      ends.failed(shard, source, reason);
    } else if (shard != null) {
      // Removed meanwhile; should it come back, it must be asked again.
      shard.sources().giveBack(poll.sourceId());
    }
  }

  /** The host's robots.txt could not be read, and so nothing else of it may be. */
  void hostSuspended(Host host) throws InterruptedException {
    ShardState shard = shards.find(host.shard()).orElse(null);
    if (shard != null && host.isSuspended(clock.instant())) {
      ends.hostSuspended(shard, host.authority(), host.suspensionReason().orElse("robots"));
    }
  }

  private Optional<Errand> follow(ShardState shard, Source source, Errand.Poll poll, URI location)
      throws InterruptedException {
    URI target = normalizer.normalize(location.toString()).orElse(null);
    if (target == null || target.equals(poll.url())) {
      ends.failed(shard, source, target == null ? "redirect-url" : "redirect-loop");
    } else if (poll.hops() >= PageVisit.MAX_REDIRECTS) {
      ends.failed(shard, source, "too-many-redirects");
    } else if (Authority.of(target).equals(poll.authority())) {
      return Optional.of(poll.movedTo(target));
    } else {
      ends.moved(shard, source, target);
    }
    return Optional.empty();
  }

  private void trouble(Host host, ShardState shard, Source source, Verdict verdict)
      throws InterruptedException {
    switch (verdict) {
      case Verdict.BackOff backOff -> {
        host.suspend(backOff.reason(), backOff.asked(), clock.instant());
        ends.failed(shard, source, backOff.reason());
      }
      case Verdict.Retry retry -> {
        if (retry.isHostTrouble()) {
          host.failed(retry.reason(), clock.instant());
        }
        ends.failed(shard, source, retry.reason());
      }
      case Verdict.Gone gone -> ends.failed(shard, source, gone.reason());
      case Verdict.Refuse refuse -> ends.failed(shard, source, refuse.reason());
      case Verdict.GiveUp giveUp -> ends.failed(shard, source, giveUp.reason());
      case Verdict.Page page -> throw new IllegalStateException("a status is no page");
      case Verdict.Follow follow -> throw new IllegalStateException("a status is no redirect");
    }
  }
}
