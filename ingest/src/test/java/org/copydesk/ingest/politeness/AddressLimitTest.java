package org.copydesk.ingest.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AddressLimitTest {

  private static final String ADDRESS = "203.0.113.7";

  private final AddressLimit limit = new AddressLimit(2);
  private final Host one = host("one.example", 0);
  private final Host two = host("two.example", 0);
  private final Host three = host("three.example", 1);
  private final Host four = host("four.example", 2);

  @Test
  void visitThatFindsNoRoomAtItsAddressGoesNoFurther() {
    begin(one);
    begin(two);
    assertThat(limit.begin(three)).isTrue();

    assertThat(three.arrive(ADDRESS)).isFalse();
    assertThat(three.arrive("203.0.113.8")).isTrue();
  }

  @Test
  void hostOfFullAddressWaitsAndTheLongestWaitingGoesFirst() {
    begin(one);
    begin(two);
    waitAt(three);
    waitAt(four);
    assertThat(three.waitsForAddress()).isTrue();
    assertThat(limit.waiting()).isEqualTo(2);

    assertThat(limit.end(one)).containsExactly(three);
    assertThat(limit.begin(three)).isTrue();
    assertThat(limit.begin(four)).isFalse();
    assertThat(limit.end(two)).containsExactly(four);
    assertThat(limit.waiting()).isZero();
  }

  @Test
  void hostThatIsOfferedTwiceWaitsOnce() {
    begin(one);
    begin(two);
    waitAt(three);
    limit.begin(three);

    assertThat(limit.waiting()).isEqualTo(1);
  }

  @Test
  void repeatedLookUpInOneVisitTakesOnePlace() {
    begin(one);
    assertThat(one.arrive(ADDRESS)).isTrue();

    begin(two);
    assertThat(limit.begin(three)).isTrue();
    assertThat(three.arrive(ADDRESS)).isFalse();
  }

  @Test
  void lookUpThatOutlivesItsVisitTakesNoPlace() {
    limit.begin(one);
    limit.end(one);

    assertThat(one.arrive(ADDRESS)).isFalse();

    begin(two);
    begin(three);
  }

  @Test
  void hostsOfShardsThatGoAwayKeepNobodyWaiting() {
    begin(one);
    begin(two);
    waitAt(three);
    waitAt(four);

    limit.forget(Set.of(three.shard()));

    assertThat(limit.end(one)).containsExactly(four);
  }

  private void begin(Host host) {
    assertThat(limit.begin(host)).isTrue();
    assertThat(host.arrive(ADDRESS)).isTrue();
  }

  private void waitAt(Host host) {
    limit.begin(host);
    assertThat(host.arrive(ADDRESS)).isFalse();
    limit.end(host);
    assertThat(limit.begin(host)).isFalse();
  }

  private Host host(String authority, int shard) {
    PolitenessLimits limits = PolitenessLimits.of(Duration.ofSeconds(2), 8, 2);
    return new Host(authority, shard, limits, limit, new RulesRoom(1 << 20), Instant.EPOCH);
  }
}
