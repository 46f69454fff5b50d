package org.copydesk.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * The JVM's cache of resolved names, which must be off: a name that the broker's client looked up
 * before would slip past the guard, and a name that was refused to a fetch would stay unknown to
 * the broker's client.
 */
public final class AddressCache {

  /** Answered by the guard's resolver without a real look-up (RFC 6761: never a real name). */
  static final String PROBE = "copydesk-guard-probe.invalid";

  private AddressCache() {}

  /** Switches the cache off. Must come before the JVM's first look-up: first thing in main. */
  public static void disable() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Security.setProperty("networkaddress.cache.stale.ttl", "0");
  }

  /**
   * Proves that every look-up of a fetch reaches the guard.
   *
   * @throws ServiceFailure when the cache is on or the guard's resolver is not in place
   */
  public static void requireGuard() {
    try (GuardedLookup lookup = GuardedLookup.begin(new AddressPolicy(List.of(), false))) {
      resolveProbe();
      resolveProbe();
      if (lookup.lookups() < 2) {
        throw new ServiceFailure(
            ExitCode.INTERNAL,
            "Fetching is not safe in this JVM: its address cache was used before it was switched"
                + " off, or another resolver took the guard's place.");
      }
    }
  }

  private static void resolveProbe() {
    try {
      InetAddress.getAllByName(PROBE);
    } catch (UnknownHostException expected) {
      // The guard answers so; what counts is that it was asked.
      return;
    }
    throw new ServiceFailure(
        ExitCode.INTERNAL, "Fetching is not safe here: the resolver knows " + PROBE + ".");
  }
}
