package org.copydesk.ingest.why;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.politeness.HostSchedule;
import org.copydesk.ingest.state.OwnedShards;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.ingest.state.SourceMemory;
import org.copydesk.pipeline.message.HostState;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlState;
import org.jspecify.annotations.Nullable;

/**
 * What the instance knows that has a host in hand.
 *
 * @param subject what was asked about
 * @param shard the partition of its host
 * @param owned whether this instance owns it; if not, another one has to be asked
 * @param host null when nothing is known of the host
 * @param inHand whether the URL waits for its turn or is being fetched
 * @param parked the URL's state while it waits for its time
 * @param ended how it ended, where it has
 * @param sources ids of the sources that are asked at this host
 * @param polled the state of the source that is asked at the URL itself; null when none is
 */
public record OwnersAnswer(
    String subject,
    int shard,
    boolean owned,
    @Nullable HostFacts host,
    boolean inHand,
    @Nullable UrlState parked,
    UrlState.@Nullable Status ended,
    List<String> sources,
    @Nullable SourceState polled) {

  @SuppressWarnings("ConstantValue") // JSON leaves out an empty list
  public OwnersAnswer {
    sources = sources == null ? List.of() : List.copyOf(sources);
  }

  /** What an instance knows of a subject. */
  public static OwnersAnswer of(
      Subject subject, int shard, OwnedShards shards, HostSchedule schedule, Instant now) {
    ShardState owned = shards.find(shard).orElse(null);
    if (owned == null) {
      return new OwnersAnswer(
          subject.name(), shard, false, null, false, null, null, List.of(), null);
    }
    String urlId = subject.urlId();
    return new OwnersAnswer(
        subject.name(),
        shard,
        true,
        host(subject, owned, schedule, now).orElse(null),
        urlId != null && owned.urls().isInHand(urlId),
        urlId == null ? null : owned.urls().parked(urlId).orElse(null),
        urlId == null ? null : owned.urls().ending(urlId).orElse(null),
        owned.sources().all().stream()
            .filter(source -> source.authority().equals(subject.authority()))
            .map(Source::id)
            .sorted()
            .toList(),
        subject.url() == null ? null : polled(owned.sources(), subject.url()).orElse(null));
  }

  private static Optional<SourceState> polled(SourceMemory sources, URI url) {
    return sources.all().stream()
        .filter(source -> source.isAskedAt(url))
        .map(source -> sources.state(source.id()).withSeen(List.of()))
        .findFirst();
  }

  private static Optional<HostFacts> host(
      Subject subject, ShardState shard, HostSchedule schedule, Instant now) {
    Optional<HostState> noted = shard.host(subject.authority());
    return schedule
        .find(subject.authority())
        .map(host -> HostFacts.of(host, subject.url(), now))
        .or(() -> noted.map(state -> HostFacts.of(state, subject.url(), now)));
  }
}
