package org.copydesk.ingest;

import java.time.Clock;
import java.time.Duration;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.HostSchedule;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.RobotsReferral;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts questions and answers about robots.txt in the queues of the hosts that they are for. */
final class ReferralIntake {

  private static final Logger log = LoggerFactory.getLogger(ReferralIntake.class);

  /** Nobody waits for an older one: who asked has asked again, or gone on. */
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final HostSchedule schedule;
  private final Shards shards;
  private final Clock clock;

  /**
   * @param shards how authorities are divided
   */
  ReferralIntake(HostSchedule schedule, Shards shards, Clock clock) {
    this.schedule = schedule;
    this.shards = shards;
    this.clock = clock;
  }

  /** Takes a record; one that cannot be used is logged, and missed by nobody for long. */
  void take(Incoming record) {
    int shard = record.partition().partition();
    if (record.timestamp().plus(LIFE).isBefore(clock.instant())) {
      return;
    }
    try {
      RobotsReferral referral = Json.read(record.value(), RobotsReferral.class);
      if (shards.of(referral.recipient()) != shard) {
        throw new IllegalArgumentException("not a host of this shard");
      }
      schedule.offer(new Errand.Rules(referral, shard));
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("shard", shard)
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.toString())
          .log("robots referral left out");
    }
  }
}
