package org.copydesk.ingest.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FlightsTest {

  private static final Duration MOMENT = Duration.ofMillis(5);

  /** Of four visits three may be backfill's, and one may be to a host that failed. */
  private final PolitenessLimits limits =
      new PolitenessLimits(MOMENT, MOMENT, 5, MOMENT, MOMENT, 16, MOMENT, 4, 4, 1 << 20);

  private final Flights flights = new Flights(limits);

  @Test
  void whoeverWaitsIsLetGoAsSoonAsThereIsRoom() {
    Host live = host("live");
    begin(live, false);
    Host failing = failing("failing");
    begin(failing, false);
    Host second = failing("second");
    Host third = failing("third");
    assertThat(flights.admits(second, false)).isFalse();
    assertThat(flights.admits(third, false)).isFalse();

    assertThat(flights.end(failing)).containsExactly(second);

    // The second has nothing to ask any more: the third need not wait for it.
    assertThat(flights.end(live)).containsExactly(third);
  }

  private void begin(Host host, boolean isBackfill) {
    assertThat(flights.admits(host, isBackfill)).isTrue();
    flights.begin(host, isBackfill, new Thread());
  }

  private Host failing(String name) {
    Host host = host(name);
    host.failed("closed", Instant.EPOCH);
    return host;
  }

  private Host host(String name) {
    return new Host(
        name + ".example", 0, limits, new AddressLimit(4), new RulesRoom(1 << 20), Instant.EPOCH);
  }
}
