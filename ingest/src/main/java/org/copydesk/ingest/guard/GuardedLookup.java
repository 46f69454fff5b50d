package org.copydesk.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Binds an address policy to the thread that fetches, so that every name which that thread looks up
 * is checked, and no other look-up (Kafka's, PostgreSQL's) is touched. The JDK's HTTP client looks
 * names up in the thread that sends, and connects to the very addresses that were checked.
 *
 * <p>Use in a try-with-resources block within one thread.
 */
public final class GuardedLookup implements AutoCloseable {

  private static final ThreadLocal<@Nullable GuardedLookup> CURRENT = new ThreadLocal<>();

  private final AddressPolicy policy;
  private final Predicate<InetAddress> door;
  private @Nullable String refused;
  private boolean turnedAway;
  private int lookups;

  private GuardedLookup(AddressPolicy policy, Predicate<InetAddress> door) {
    this.policy = policy;
    this.door = door;
  }

  /** Begins to guard this thread's look-ups. */
  public static GuardedLookup begin(AddressPolicy policy) {
    return begin(policy, address -> true);
  }

  /**
   * Begins to guard this thread's look-ups.
   *
   * @param door asked for the address that is connected to, the first of a name's
   */
  public static GuardedLookup begin(AddressPolicy policy, Predicate<InetAddress> door) {
    GuardedLookup lookup = new GuardedLookup(policy, door);
    CURRENT.set(lookup);
    return lookup;
  }

  static Optional<GuardedLookup> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Refuses a name as soon as one of its addresses is refused: a mixed answer is an attack. */
  List<InetAddress> checked(String host, List<InetAddress> addresses) throws UnknownHostException {
    lookups++;
    for (InetAddress address : addresses) {
      Optional<String> refusal = policy.refusal(address);
      if (refusal.isPresent()) {
        refused = refusal.get();
        throw new UnknownHostException(host + ": address refused: " + refusal.get());
      }
    }
    if (!addresses.isEmpty() && !door.test(addresses.getFirst())) {
      turnedAway = true;
      throw new UnknownHostException(host + ": enough visits at its address");
    }
    return addresses;
  }

  /** Whether an address may be asked, but not now. */
  public boolean wasTurnedAway() {
    return turnedAway;
  }

  /** The name of the network whose address was refused, where one was. */
  public Optional<String> refusedNetwork() {
    return Optional.ofNullable(refused);
  }

  /** How many look-ups reached the resolver. */
  int lookups() {
    return lookups;
  }

  @Override
  public void close() {
    CURRENT.remove();
  }
}
