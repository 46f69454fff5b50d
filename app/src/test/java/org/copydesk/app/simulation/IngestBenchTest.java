package org.copydesk.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The benchmark itself, small, with the real ingest process. */
final class IngestBenchTest {

  @Test
  void twentyHostsAreCrawledPolitelyAndWhole() throws Exception {
    WebPlan plan = new WebPlan(20, 5, 6_000, Duration.ofMillis(200), Duration.ofMillis(20), 1);

    BenchResult result =
        new IngestBench(new IngestBench.Settings(plan, 16, 3, "128m"), message -> {}).run();

    assertThat(result.faults()).isEmpty();
    assertThat(result.pages()).isEqualTo(100);
    assertThat(result.requests().shortestGap()).isGreaterThanOrEqualTo(plan.delay());
    assertThat(result.ingest().whole()).isPositive();
    assertThat(result.bare().whole()).isPositive();
  }
}
