package org.copydesk.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.LagReader;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.kafka.TopicLag.Reading;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.Health;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Watches how far stages are behind: gauges for Prometheus, named as Kafka Lag Exporter names them,
 * and one INFO line a minute with each stage's rate and lag.
 */
final class StageSummary implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(StageSummary.class);
  private static final Duration READ_EVERY = Duration.ofSeconds(15);
  private static final int READINGS_A_LINE = 4;

  private final List<StageName> stages;
  private final LagReader reader;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stage-summary").factory());
  private volatile Map<Reading, TopicLag> latest = Map.of();
  private Map<Reading, TopicLag> atLastLine = Map.of();
  private int readings;
  private volatile @Nullable ScheduledFuture<?> watching;

  StageSummary(List<StageName> stages, KafkaSettings kafka, MeterRegistry meters) {
    this.stages = List.copyOf(stages);
    this.reader = new LagReader(kafka, Clock.systemUTC());
    for (StageName stage : stages) {
      stage.readings().forEach(reading -> register(reading, meters));
    }
  }

  private void register(Reading reading, MeterRegistry meters) {
    Tags tags = Tags.of("group", reading.group(), "topic", reading.topic());
    Gauge.builder(
            "kafka.consumergroup.group.topic.sum.lag",
            () -> known(latest.get(reading), TopicLag::lag))
        .description("Records that wait for the group on the topic")
        .tags(tags)
        .register(meters);
    Gauge.builder(
            "kafka.consumergroup.group.max.lag.seconds",
            () -> known(latest.get(reading), lag -> lag.age().toSeconds()))
        .description("How long the oldest record has waited for the group on the topic")
        .tags(tags)
        .register(meters);
  }

  @Override
  public void start() {
    watching =
        thread.scheduleWithFixedDelay(
            this::watch, READ_EVERY.toMillis(), READ_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Health check() {
    ScheduledFuture<?> schedule = watching;
    return schedule == null || schedule.isDone() ? Health.down("not watching") : Health.up();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
        reader.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      Map<Reading, TopicLag> now = read();
      latest = now;
      if (readings++ % READINGS_A_LINE == 0) {
        if (!atLastLine.isEmpty()) {
          writeLine(now);
        }
        atLastLine = now;
      }
    } catch (DependencyUnavailable e) {
      latest = Map.of();
      LOG.atDebug().setCause(e).log("lag not read");
    } catch (RuntimeException e) {
      // The schedule would silently end with the exception, and the watching with it.
      if (!thread.isShutdown()) {
        LOG.atWarn().setCause(e).log("lag not read");
      }
    }
  }

  private Map<Reading, TopicLag> read() {
    Map<Reading, TopicLag> lags = new HashMap<>();
    List<Reading> asked = stages.stream().flatMap(stage -> stage.readings().stream()).toList();
    reader.read(asked).forEach(lag -> lags.put(new Reading(lag.topic(), lag.group()), lag));
    return lags;
  }

  private void writeLine(Map<Reading, TopicLag> now) {
    LoggingEventBuilder line = LOG.atInfo();
    for (StageName stage : stages) {
      for (Lane lane : Lane.values()) {
        line = add(line, stage, lane, now);
      }
    }
    line.log("stages");
  }

  private LoggingEventBuilder add(
      LoggingEventBuilder line, StageName stage, Lane lane, Map<Reading, TopicLag> now) {
    List<Reading> readings =
        stage.readings().stream().filter(reading -> Lane.of(reading.topic()) == lane).toList();
    if (readings.isEmpty()) {
      return line;
    }
    double rate = 0;
    long lag = 0;
    long seconds = 0;
    for (Reading reading : readings) {
      TopicLag current = now.get(reading);
      TopicLag before = atLastLine.get(reading);
      rate += current == null || before == null ? 0 : current.rateSince(before);
      lag += lagOf(current);
      seconds = Math.max(seconds, secondsOf(current));
    }
    String word = lane == Lane.LIVE ? stage.word() : stage.word() + "_" + lane.word();
    return line.addKeyValue(word + "_per_second", Math.round(rate * 10) / 10.0)
        .addKeyValue(word + "_lag", lag)
        .addKeyValue(word + "_lag_seconds", seconds);
  }

  /** NaN while the broker does not say: an alert must not take silence for a lag of 0. */
  private static double known(@Nullable TopicLag lag, ToDoubleFunction<TopicLag> value) {
    return lag == null ? Double.NaN : value.applyAsDouble(lag);
  }

  private static long lagOf(@Nullable TopicLag lag) {
    return lag == null ? 0 : lag.lag();
  }

  private static long secondsOf(@Nullable TopicLag lag) {
    return lag == null ? 0 : lag.age().toSeconds();
  }
}
