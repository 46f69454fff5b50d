package org.copydesk.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uses the machine's own host name: a name that no rule but the resolver's can catch. */
final class GuardedLookupTest {

  private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of(), true);

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @Test
  void everyLookupReachesTheGuard() {
    assertThatCode(AddressCache::requireGuard).doesNotThrowAnyException();
  }

  @Test
  void nameResolvedBeforeIsStillRefusedToAFetch() throws UnknownHostException {
    String own = ownName();
    InetAddress.getAllByName(own);

    try (GuardedLookup lookup = GuardedLookup.begin(PUBLIC_ONLY)) {
      assertThatThrownBy(() -> InetAddress.getAllByName(own))
          .isInstanceOf(UnknownHostException.class);
      assertThat(lookup.refusedNetwork()).isPresent();
    }
  }

  @Test
  void nameRefusedToAFetchStaysKnownToOthers() {
    String own = ownName();
    try (GuardedLookup lookup = GuardedLookup.begin(PUBLIC_ONLY)) {
      assertThatThrownBy(() -> InetAddress.getAllByName(own))
          .isInstanceOf(UnknownHostException.class);
      assertThat(lookup.refusedNetwork()).isPresent();
    }

    assertThatCode(() -> InetAddress.getAllByName(own)).doesNotThrowAnyException();
  }

  /** Of a name that leads to this machine; some machines do not know their own host name. */
  private static String ownName() {
    return Stream.of("ip6-localhost", "ip6-loopback", hostName())
        .filter(GuardedLookupTest::isSpecial)
        .findFirst()
        .orElseGet(() -> abort("no name but localhost leads to this machine"));
  }

  private static boolean isSpecial(String name) {
    try {
      return SpecialNetworks.nameOf(InetAddress.getAllByName(name)[0]).isPresent();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost.localdomain";
    }
  }
}
