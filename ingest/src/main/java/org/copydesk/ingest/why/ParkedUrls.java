package org.copydesk.ingest.why;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.copydesk.ingest.state.OwnedShards;
import org.copydesk.pipeline.message.Lane;
import org.jspecify.annotations.Nullable;

/** The URLs that wait, out of the topics and their lag, for a busy or failing host. */
public record ParkedUrls(Waiting live, Waiting backfill) {

  /**
   * Those of one lane.
   *
   * @param urls how many
   * @param oldestDue when the first of them is or was to be fetched; null when there is none
   */
  public record Waiting(int urls, @Nullable Instant oldestDue) {

    static Waiting of(OwnedShards shards, Lane lane) {
      return new Waiting(
          shards.all().stream().mapToInt(shard -> shard.urls().parkedCount(lane)).sum(),
          earliest(shards.all().stream().map(shard -> shard.urls().oldestDue(lane))));
    }

    Waiting and(Waiting others) {
      return new Waiting(urls + others.urls, earliest(Stream.of(oldestDue, others.oldestDue)));
    }

    private static @Nullable Instant earliest(Stream<@Nullable Instant> times) {
      return times.filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
    }
  }

  /** Those of the shards that an instance owns. */
  public static ParkedUrls of(OwnedShards shards) {
    return new ParkedUrls(Waiting.of(shards, Lane.LIVE), Waiting.of(shards, Lane.BACKFILL));
  }

  /** Those of a lane. */
  public Waiting of(Lane lane) {
    return lane == Lane.LIVE ? live : backfill;
  }

  /** These and those of another instance. */
  public ParkedUrls and(ParkedUrls others) {
    return new ParkedUrls(live.and(others.live), backfill.and(others.backfill));
  }
}
