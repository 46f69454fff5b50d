package org.copydesk.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.politeness.HostSchedule;
import org.copydesk.ingest.politeness.Visitor;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.OwnedShards;
import org.copydesk.ingest.state.Publisher;
import org.copydesk.ingest.state.Records;
import org.copydesk.ingest.visit.Visits;
import org.copydesk.ingest.why.OwnersAnswer;
import org.copydesk.ingest.why.ParkedUrls;
import org.copydesk.ingest.why.Subject;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.BackfillRule;
import org.copydesk.pipeline.kafka.ConsumerLoop;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.LaneSwitch;
import org.copydesk.pipeline.kafka.Patience;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.Health;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * The service that follows sources and fetches their pages: from sources to {@code news.urls.v1},
 * and from there to {@code news.pages.v1} and {@code news.outcomes.v1}.
 *
 * <p>One consumer loop reads {@code news.urls.v1}, and its backfill while that leaves room, and
 * owns the shards it is assigned ({@link IngestStage}); {@link HostSchedule} decides when which
 * host is visited; a visit makes one request and sees to what follows ({@link
 * org.copydesk.ingest.visit.HostVisitor}).
 */
public final class IngestService implements Component {

  private static final int POLL_RECORDS = 500;

  /** Some thousand URLs, and of twelve partitions in both lanes no more than 6 MiB in memory. */
  private static final int AHEAD_BYTES = 256 * 1024;

  private static final int USUAL_LIVE_LAG = 100;

  private final IngestPolicy policy;
  private final FetchConfig fetch;
  private final List<SourceConfig> sources;
  private final TopicsConfig topics;
  private final KafkaSettings kafka;
  private final Ledger ledger;
  private final HostSchedule schedule;
  private final Clock clock;
  private final IngestMeters meters;
  private final ShardTail tail;
  private final LaneSwitch lanes;
  private final DueWork dueWork;
  private final ConsumerLoop loop;
  private volatile String whyNotRunning = "not started";

  /**
   * @param sources what the configuration says to follow
   * @param onFailure told when the service cannot go on
   */
  public IngestService(
      FetchConfig fetch,
      List<SourceConfig> sources,
      TopicsConfig topics,
      BackfillConfig backfill,
      KafkaSettings kafka,
      MeterRegistry registry,
      Clock clock,
      Consumer<ServiceFailure> onFailure) {
    this(
        IngestPolicy.of(fetch),
        fetch,
        sources,
        topics,
        backfill,
        kafka,
        registry,
        clock,
        onFailure);
  }

  /** With the usual way to give way. */
  IngestService(
      FetchConfig fetch,
      List<SourceConfig> sources,
      TopicsConfig topics,
      KafkaSettings kafka,
      MeterRegistry registry,
      Clock clock,
      Consumer<ServiceFailure> onFailure) {
    this(IngestPolicy.of(fetch), fetch, sources, topics, kafka, registry, clock, onFailure);
  }

  /** With the usual way to give way. */
  IngestService(
      IngestPolicy policy,
      FetchConfig fetch,
      List<SourceConfig> sources,
      TopicsConfig topics,
      KafkaSettings kafka,
      MeterRegistry registry,
      Clock clock,
      Consumer<ServiceFailure> onFailure) {
    this(
        policy,
        fetch,
        sources,
        topics,
        new BackfillConfig(USUAL_LIVE_LAG),
        kafka,
        registry,
        clock,
        onFailure);
  }

  private IngestService(
      IngestPolicy policy,
      FetchConfig fetch,
      List<SourceConfig> sources,
      TopicsConfig topics,
      BackfillConfig backfill,
      KafkaSettings kafka,
      MeterRegistry registry,
      Clock clock,
      Consumer<ServiceFailure> onFailure) {
    this.policy = policy;
    this.fetch = fetch;
    this.sources = List.copyOf(sources);
    this.topics = topics;
    this.kafka = kafka;
    this.clock = clock;
    this.meters = new IngestMeters(registry);
    OwnedShards shards = new OwnedShards();
    Publisher publisher = new Publisher(new AckedProducer(kafka, registry), onFailure);
    this.ledger =
        new Ledger(shards, new Records(new Shards(topics.partitions()), clock), publisher);
    IngestStage.Done done = new IngestStage.Done();
    Visitor visitor =
        Visits.visitor(policy, backfill.sitemapAge(), ledger, done::accept, meters, clock);
    this.schedule =
        new HostSchedule(
            policy.politeness(),
            clock,
            visitor,
            error ->
                onFailure.accept(
                    new ServiceFailure(
                        ExitCode.INTERNAL,
                        "A visit to a host met a fault that the process cannot go on after ("
                            + error
                            + "); what it had in hand comes again after a restart.",
                        error)));
    this.tail =
        new ShardTail(
            kafka, shards, new ReferralIntake(schedule, ledger.records().shards(), clock)::take);
    this.lanes = new LaneSwitch(kafka);
    this.dueWork = new DueWork(shards, schedule, lanes::isBackfillPaused, clock);
    UrlIntake intake =
        new UrlIntake(
            ledger,
            schedule,
            new DeadLetters("ingest", Groups.INGEST, clock),
            done::accept,
            meters,
            clock);
    IngestStage stage =
        new IngestStage(
            ledger,
            schedule,
            intake,
            new ShardLoader(kafka, ledger.records().shards(), meters),
            tail,
            done,
            policy.inHand(),
            clock);
    this.loop =
        new ConsumerLoop(
            new ConsumerLoop.Settings(
                kafka,
                Groups.INGEST,
                Set.of(Topics.URLS, Topics.URLS_BACKFILL),
                POLL_RECORDS,
                AHEAD_BYTES,
                new BackfillRule(lanes::isBackfillPaused, backfill.maxLiveLag())),
            stage,
            registry,
            onFailure);
    gauges(registry, clock);
  }

  /**
   * Sees to it that whoever runs a site that we visit can reach somebody; asked before anything is
   * started.
   *
   * @throws ServiceFailure when a source is on the public internet and no contact is set
   */
  public static void requireContact(CopydeskConfig config) {
    IngestPolicy.of(config.fetch()).requireContact(config.fetch(), config.sources());
  }

  @Override
  public void start() throws InterruptedException {
    policy.requireContact(fetch, sources);
    AddressCache.requireGuard();
    prepareTopics();
    tail.start();
    lanes.start();
    schedule.start();
    dueWork.start();
    whyNotRunning = "the consumer loop has ended";
    loop.start();
  }

  @Override
  public Health check() {
    if (!loop.isAlive()) {
      return Health.down(whyNotRunning);
    }
    if (!schedule.isAlive()) {
      return Health.down("the host schedule does not run");
    }
    return loop.isHealthy() ? Health.up() : Health.down("Kafka does not take the results");
  }

  @Override
  public void close() {
    dueWork.close();
    loop.close();
    schedule.close();
    tail.close();
    lanes.close();
    ledger.publisher().close();
  }

  /**
   * What this instance knows about a URL or a host.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public OwnersAnswer why(String urlOrHost) {
    Subject subject =
        Subject.parse(urlOrHost)
            .orElseThrow(() -> new IllegalArgumentException("not an http(s) URL or a host"));
    int shard = ledger.records().shards().of(subject.authority());
    return OwnersAnswer.of(subject, shard, ledger.shards(), schedule, clock.instant());
  }

  /** The URLs that wait for their hosts in the shards of this instance. */
  public ParkedUrls parked() {
    return ParkedUrls.of(ledger.shards());
  }

  /** The state of a source that this instance asks, newer than what it has written of it. */
  public Optional<SourceState> sourceState(String sourceId) {
    return ledger.shards().all().stream()
        .filter(shard -> shard.sources().find(sourceId).isPresent())
        .map(shard -> shard.sources().state(sourceId))
        .findFirst();
  }

  /** Waits for the broker as long as it takes: nothing can be done without it. */
  private void prepareTopics() throws InterruptedException {
    new Patience(dependency -> whyNotRunning = "waiting for " + dependency)
        .await(
            () -> {
              try (TopicAdmin admin = new TopicAdmin(kafka)) {
                admin.ensure(Topics.all(), TopicAdmin.Sizes.of(topics));
              }
              new SourceDeclaration(kafka, ledger, meters).declare(sources);
            });
  }

  private void gauges(MeterRegistry registry, Clock clock) {
    Gauge.builder("copydesk.fetch.in.flight", schedule, HostSchedule::inFlight).register(registry);
    Gauge.builder("copydesk.hosts", schedule, HostSchedule::hostCount).register(registry);
    Gauge.builder("copydesk.hosts.suspended", schedule, HostSchedule::suspendedCount)
        .register(registry);
    Gauge.builder("copydesk.hosts.waiting.for.address", schedule, HostSchedule::waitingForAddress)
        .description("hosts that wait because enough others are visited at their address")
        .register(registry);
    for (Lane lane : Lane.values()) {
      gauges(lane, registry, clock);
    }
  }

  private void gauges(Lane lane, MeterRegistry registry, Clock clock) {
    Gauge.builder("copydesk.urls.parked", this, it -> it.parked().of(lane).urls())
        .tag("lane", lane.word())
        .register(registry);
    Gauge.builder("copydesk.urls.parked.overdue", this, it -> it.overdue(lane, clock))
        .tag("lane", lane.word())
        .baseUnit("seconds")
        .description("how long the parked URL that has waited longest is past its time")
        .register(registry);
  }

  private double overdue(Lane lane, Clock clock) {
    Instant oldest = parked().of(lane).oldestDue();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
  }
}
