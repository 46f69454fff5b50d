package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.HostSchedule;
import org.copydesk.ingest.politeness.PolitenessLimits;
import org.copydesk.ingest.politeness.Visitor;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.OwnedShards;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.ingest.state.Publisher;
import org.copydesk.ingest.state.Records;
import org.copydesk.ingest.visit.Visits;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.Test;

/** A fault of ours before the page itself is asked for, while robots.txt is. */
final class BrokenVisitTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Queue<Supplier<Throwable>> faults = new ConcurrentLinkedQueue<>();
  private final List<PageJob> done = new CopyOnWriteArrayList<>();

  @Test
  void pageEndsAsFailedWhenAskingForRobotsBreaks() {
    TestTopics topics = new TestTopics(TestBroker.emptied().bootstrapServers());
    prepare(topics);
    try (Publisher publisher =
            new Publisher(
                new AckedProducer(topics.settings(), new SimpleMeterRegistry()),
                failure -> {
                  throw failure;
                });
        HostSchedule schedule = schedule(publisher)) {
      schedule.open(0);
      schedule.start();
      endsAfter(() -> new IllegalStateException("broken"), page(1), schedule);
      endsAfter(StackOverflowError::new, page(2), schedule);
    }
    assertThat(topics.outcomes())
        .extracting(UrlOutcome::reason)
        .containsExactly("internal-error", "internal-error");
  }

  @Test
  void errorThatNothingCanGoOnAfterEndsTheProcessAndLeavesNoVisit() {
    // Given a host whose page is asked for when there is no memory left
    TestTopics topics = new TestTopics(TestBroker.emptied().bootstrapServers());
    prepare(topics);
    AtomicReference<ServiceFailure> failure = new AtomicReference<>();
    try (TestSite site = new TestSite().page("/page");
        IngestService service = service(site.feed("/feed", List.of("/page")), topics, failure)) {
      faults.add(() -> new OutOfMemoryError("no memory in this test"));

      // When it is visited
      service.start();

      // Then the process is told to end, with the error's name
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(failure).doesNotHaveNullValue());
      assertThat(failure.get().exitCode()).isEqualTo(ExitCode.INTERNAL);
      assertThat(failure.get()).hasMessageContaining("OutOfMemoryError");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Breaks visits alone: they are all that runs on virtual threads and asks for the time. */
  private IngestService service(
      TestSite site, TestTopics topics, AtomicReference<ServiceFailure> failure) {
    AddressCache.disable();
    FetchConfig fetch =
        new FetchConfig(
            null,
            Duration.ofMillis(20),
            List.of("127.0.0.0/8"),
            List.of(site.port()),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(1),
            1);
    return new IngestService(
        fetch,
        List.of(SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed"))),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        topics.settings(),
        new SimpleMeterRegistry(),
        new FaultyClock(faults, Thread::isVirtual),
        failure::set);
  }

  private void endsAfter(Supplier<Throwable> fault, Errand.Page page, HostSchedule schedule) {
    faults.add(fault);
    schedule.heard();
    assertThat(schedule.offer(page)).isTrue();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).contains(page.job()));
  }

  private HostSchedule schedule(Publisher publisher) {
    Clock clock = new FaultyClock(faults, thread -> true);
    Ledger ledger =
        new Ledger(
            new OwnedShards(),
            new Records(new Shards(TestTopics.PARTITIONS), Clock.systemUTC()),
            publisher);
    Visitor visitor =
        Visits.visitor(
            policy(),
            Duration.ZERO,
            ledger,
            done::add,
            new IngestMeters(new SimpleMeterRegistry()),
            clock);
    return new HostSchedule(
        PolitenessLimits.of(Duration.ofMillis(20), 1, 1),
        Clock.systemUTC(),
        visitor,
        error -> {
          throw error;
        });
  }

  private static IngestPolicy policy() {
    return IngestPolicy.of(
        new FetchConfig(
            null,
            Duration.ofMillis(20),
            List.of("127.0.0.0/8"),
            List.of(),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(1),
            1));
  }

  private static void prepare(TestTopics topics) {
    try (TopicAdmin admin = new TopicAdmin(topics.settings())) {
      admin.ensure(
          Topics.all(),
          new TopicAdmin.Sizes(TestTopics.PARTITIONS, TestTopics.PARTITIONS, (short) 1));
    }
  }

  private static Errand.Page page(int number) {
    String url = "http://127.0.0.1/page" + number;
    UrlToFetch target =
        new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null);
    PageJob job =
        new PageJob(target, 0, number, 0, 0, Instant.now(), Traceparent.random(), Lane.LIVE);
    return new Errand.Page(job, URI.create(url), 0);
  }

  /** Tells the time, but fails once for each fault that is given. */
  private static final class FaultyClock extends Clock {
    private final Queue<Supplier<Throwable>> faults;

    private final Predicate<Thread> isMeant;

    FaultyClock(Queue<Supplier<Throwable>> faults, Predicate<Thread> isMeant) {
      this.faults = faults;
      this.isMeant = isMeant;
    }

    @Override
    public Instant instant() {
      Supplier<Throwable> fault = isMeant.test(Thread.currentThread()) ? faults.poll() : null;
      if (fault == null) {
        return Instant.now();
      }
      switch (fault.get()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
