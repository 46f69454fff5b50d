package org.copydesk.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.HostSchedule;
import org.copydesk.ingest.state.OwnedShards;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.UrlState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what its time has come for to its host: sources to ask, parked URLs. */
final class DueWork implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DueWork.class);
  private static final Duration TICK = Duration.ofMillis(200);

  /** When a parked URL is tried again that could not be woken. */
  private static final Duration AFTER_FAULT = Duration.ofHours(1);

  /** Parked URLs that one look at a shard wakes. */
  private static final int WOKEN = 200;

  private static final Duration BUSY = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofHours(1);

  private final OwnedShards shards;
  private final HostSchedule schedule;
  private final BooleanSupplier isBackfillPaused;
  private final Clock clock;
  private Instant nextSweep = Instant.MIN;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("due-work").daemon().factory());

  DueWork(
      OwnedShards shards, HostSchedule schedule, BooleanSupplier isBackfillPaused, Clock clock) {
    this.shards = shards;
    this.schedule = schedule;
    this.isBackfillPaused = isBackfillPaused;
    this.clock = clock;
  }

  void start() {
    var unused =
        ticker.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }

  private void tick() {
    try {
      shards.all().forEach(this::wake);
      sweep();
    } catch (RuntimeException | Error e) {
      // The next tick must come whatever this one met: without it no source is asked any more.
      log.atError().setCause(e).log("waking due work failed");
    }
  }

  private void sweep() {
    Instant now = clock.instant();
    if (!now.isBefore(nextSweep)) {
      nextSweep = now.plus(SWEEP);
      shards.all().forEach(shard -> shard.forgetOld(now));
    }
  }

  private void wake(ShardState shard) {
    Instant now = clock.instant();
    for (Source source : shard.sources().takeDue(now)) {
      if (!schedule.offer(new Errand.Poll(source.id(), shard.shard(), source.address(), 0))) {
        shard.sources().giveBack(source.id());
      }
    }
    revisit(shard, now);
    wake(shard, now, Lane.LIVE);
    if (!isBackfillPaused.getAsBoolean()) {
      wake(shard, now, Lane.BACKFILL);
    }
  }

  private void wake(ShardState shard, Instant now, Lane lane) {
    for (int woken = 0; woken < WOKEN; woken++) {
      UrlState next = shard.urls().takeNext(now, lane).orElse(null);
      if (next == null) {
        return;
      }
      wake(shard, next, now);
    }
  }

  /** One that cannot be woken must not keep the others asleep. */
  private void wake(ShardState shard, UrlState parked, Instant now) {
    try {
      Errand.Page errand = UrlIntake.errand(PageJob.of(parked, shard.shard()));
      if (!schedule.offer(errand)) {
        shard.urls().putBack(parked, later(now, schedule.nextRoom(errand)));
      }
    } catch (RuntimeException e) {
      postpone(shard, parked, now.plus(AFTER_FAULT));
      log.atError()
          .addKeyValue("url", parked.target().url())
          .setCause(e)
          .log("waking a parked URL failed");
    }
  }

  /** What cannot be looked at again now is looked at later: whatever waits there comes first. */
  private void revisit(ShardState shard, Instant now) {
    for (UrlState fetched : shard.urls().takeRevisits(now, WOKEN)) {
      Errand.Page errand = UrlIntake.errand(PageJob.revisit(fetched, shard.shard()));
      boolean isBehind = shard.urls().isWaiting(errand.authority(), errand.job().lane(), now);
      if (isBehind || !schedule.offer(errand)) {
        postpone(shard, fetched, later(now.plus(BUSY), schedule.nextRoom(errand)));
      }
    }
  }

  private static void postpone(ShardState shard, UrlState state, Instant due) {
    shard.urls().put(state.dueAt(due));
    shard.urls().release(state.target().urlId());
  }

  private static Instant later(Instant now, Instant expected) {
    Instant soon = now.plus(TICK);
    return expected.isAfter(soon) ? expected : soon;
  }
}
