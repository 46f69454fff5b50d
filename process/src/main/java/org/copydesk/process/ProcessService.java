package org.copydesk.process;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.copydesk.extract.Extractor;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.ProcessConfig;
import org.copydesk.pipeline.kafka.BackfillRule;
import org.copydesk.pipeline.kafka.BatchStage;
import org.copydesk.pipeline.kafka.ConsumerLoop;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.LaneSwitch;
import org.copydesk.pipeline.kafka.TransactionalWork;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.Health;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * The service that makes articles of pages: from {@code news.pages.v1}, and its backfill while that
 * leaves room, to {@code news.articles.v1} and {@code news.outcomes.v1}, exactly once between the
 * topics.
 */
public final class ProcessService implements Component {
  /** Beyond a page's deadline, which the parse itself keeps, before its thread is given up. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Threads that pages may hold before the process must start again. */
  private static final int MAX_ABANDONED = 4;

  private final PageWorkers workers;
  private final LaneSwitch lanes;
  private final ConsumerLoop loop;

  /**
   * @param onFailure told when the service cannot go on
   */
  public ProcessService(
      ProcessConfig config,
      BackfillConfig backfill,
      KafkaSettings kafka,
      MeterRegistry meters,
      Clock clock,
      Consumer<ServiceFailure> onFailure) {
    this.workers = new PageWorkers(config.workers(), config.deadline().plus(GRACE), MAX_ABANDONED);
    this.lanes = new LaneSwitch(kafka);
    PageProcessor processor =
        new PageProcessor(
            Extractor.create(),
            new DeadLetters("process", Groups.PROCESS, clock),
            config.deadline(),
            clock);
    HostLearning learning =
        new HostLearning(new LearnedHosts(), new BoilerplateTopic(kafka, clock));
    TransactionalWork work =
        new TransactionalWork(
            kafka, Groups.PROCESS, new PageBatches(processor, workers, learning, meters));
    BatchStage stage = new BatchStage("process", work, config.batchSize());
    this.loop =
        new ConsumerLoop(
            new ConsumerLoop.Settings(
                kafka,
                Groups.PROCESS,
                Set.of(Topics.PAGES, Topics.PAGES_BACKFILL),
                stage.pollRecords(),
                new BackfillRule(lanes::isBackfillPaused, backfill.maxLiveLag())),
            stage,
            meters,
            onFailure);
  }

  @Override
  public void start() {
    lanes.start();
    loop.start();
  }

  @Override
  public Health check() {
    if (!loop.isAlive()) {
      return Health.down("the consumer loop does not run");
    }
    return loop.isHealthy() ? Health.up() : Health.down("Kafka does not take the results");
  }

  @Override
  public void close() {
    loop.close();
    lanes.close();
    workers.close();
  }
}
