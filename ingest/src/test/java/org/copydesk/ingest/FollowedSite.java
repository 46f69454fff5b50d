package org.copydesk.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests start from that let the whole service follow a site, with time of their own. */
abstract class FollowedSite {

  static final Duration PATIENCE = Duration.ofMinutes(3);
  static final Duration DELAY = Duration.ofMillis(50);
  static final List<String> LOOPBACK = List.of("127.0.0.0/8");
  static final Duration TIMEOUT = Duration.ofSeconds(60);
  static final int MAX_BYTES = 1 << 20;
  static final int PARALLEL = 8;

  final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final LeapingClock clock = new LeapingClock();
  final TestSite site = new TestSite();
  private TestBroker broker;

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @BeforeEach
  final void emptyBroker() {
    broker = TestBroker.emptied();
  }

  @AfterEach
  final void closeSite() {
    site.close();
  }

  final SourceConfig feed(String path) {
    return SourceConfig.of(SourceConfig.Kind.FEED, site.url(path));
  }

  final FetchConfig fetch(List<Integer> ports, Duration pollInterval) {
    return new FetchConfig(
        null, DELAY, LOOPBACK, ports, TIMEOUT, MAX_BYTES, pollInterval, PARALLEL);
  }

  final IngestService service(FetchConfig fetch, SourceConfig... sources) {
    return service(IngestPolicy.of(fetch), fetch, sources);
  }

  final IngestService service(IngestPolicy policy, FetchConfig fetch, SourceConfig... sources) {
    return new IngestService(
        policy,
        fetch,
        List.of(sources),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        topics().settings(),
        meters,
        clock,
        failure::set);
  }

  final TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }
}
