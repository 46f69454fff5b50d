package org.copydesk.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.StoreConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.BatchStage;
import org.copydesk.pipeline.kafka.ConsumerLoop;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Patience;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.Health;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.database.Database;
import org.copydesk.store.table.OffsetTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store service: reads {@code news.articles.v1} and {@code news.outcomes.v1} and keeps them in
 * PostgreSQL, each record with the effect of exactly one delivery. Any number of instances divide
 * the partitions among themselves.
 *
 * <p>{@link #start} and {@link #close} are called by one thread, {@link #check} by any.
 */
public final class StoreService implements Component {
  private static final Logger log = LoggerFactory.getLogger(StoreService.class);

  private final StoreConfig config;
  private final KafkaSettings kafka;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Consumer<ServiceFailure> onFailure;
  private final StoreTopics topics;
  private final Database database;
  private @Nullable TopicAdmin admin;
  private volatile @Nullable ConsumerLoop loop;
  private volatile String waitingFor = "not started";

  /**
   * @param onFailure told once when the running service cannot go on
   * @throws ServiceFailure when database.url is not an address of PostgreSQL
   */
  public StoreService(
      DatabaseConfig database,
      StoreConfig config,
      KafkaSettings kafka,
      MeterRegistry meters,
      Clock clock,
      Consumer<ServiceFailure> onFailure) {
    this(StoreTopics.STANDARD, database, config, kafka, meters, clock, onFailure);
  }

  StoreService(
      StoreTopics topics,
      DatabaseConfig database,
      StoreConfig config,
      KafkaSettings kafka,
      MeterRegistry meters,
      Clock clock,
      Consumer<ServiceFailure> onFailure) {
    this.topics = topics;
    this.database = new Database(database);
    this.config = config;
    this.kafka = kafka;
    this.meters = meters;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  /**
   * Waits for the database, brings its tables up to date, and begins to store.
   *
   * @throws ServiceFailure when the database refuses the password, or for what else no waiting
   *     helps
   */
  @Override
  public void start() throws InterruptedException {
    log.atInfo().addKeyValue("database", database.describe()).log("store starting");
    Patience patience = new Patience(dependency -> waitingFor = "waiting for " + dependency);
    patience.await(database::migrate);
    TopicAdmin opened = new TopicAdmin(kafka);
    admin = opened;
    ConsumerLoop started = loop(work(opened));
    started.start();
    loop = started;
  }

  private StoreWork work(TopicAdmin opened) {
    OffsetTable offsets = new OffsetTable(topics.group());
    StoreMetrics metrics = new StoreMetrics(meters);
    return new StoreWork(
        database,
        new StartingOffsets(database, opened, offsets),
        new Positions(offsets),
        new RecordReader(topics),
        new DeadRecords(
            new DeadLetters(Outcomes.STAGE, topics.group(), clock),
            new AckedProducer(kafka, meters),
            metrics),
        metrics,
        clock);
  }

  private ConsumerLoop loop(StoreWork work) {
    BatchStage stage = new BatchStage(topics.group(), work, config.batchSize());
    return new ConsumerLoop(
        new ConsumerLoop.Settings(kafka, topics.group(), topics.names(), stage.pollRecords()),
        stage,
        meters,
        onFailure);
  }

  @Override
  public Health check() {
    ConsumerLoop running = loop;
    if (running == null) {
      return Health.down(waitingFor);
    }
    if (!running.isAlive()) {
      return Health.down("the consumer loop has ended or hangs");
    }
    return running.isHealthy() ? Health.up() : Health.down("waiting for the database or Kafka");
  }

  @Override
  public void close() {
    ConsumerLoop running = loop;
    if (running != null) {
      running.close();
    }
    if (admin != null) {
      admin.close();
    }
    database.close();
  }
}
