package org.copydesk.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM's name resolver: the platform's own, with each answer checked where a fetch asks. Found
 * by the JVM through {@code META-INF/services}; {@link AddressCache#requireGuard} proves that it
 * was.
 */
public final class GuardedResolverProvider extends InetAddressResolverProvider {

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return guarding(configuration.builtinResolver());
  }

  /** The guard over a resolver, whichever the names come from. */
  public static InetAddressResolver guarding(InetAddressResolver names) {
    return new GuardedResolver(names);
  }

  @Override
  public String name() {
    return "copydesk fetch guard";
  }

  private record GuardedResolver(InetAddressResolver platform) implements InetAddressResolver {

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy lookupPolicy)
        throws UnknownHostException {
      GuardedLookup guard = GuardedLookup.current().orElse(null);
      if (guard == null) {
        refuseHttpWorker(host);
        return platform.lookupByName(host, lookupPolicy);
      }
      if (host.equals(AddressCache.PROBE)) {
        guard.checked(host, List.of());
        throw new UnknownHostException(host);
      }
      return guard.checked(host, platform.lookupByName(host, lookupPolicy).toList()).stream();
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      return platform.lookupByAddress(address);
    }

    /**
     * The HTTP client's own threads look names up only for a repeated request, which no policy
     * would see. Fetches switch repetition off; this holds the door shut.
     */
    private static void refuseHttpWorker(String host) throws UnknownHostException {
      if (Thread.currentThread().getName().startsWith("HttpClient-")) {
        throw new UnknownHostException(host + ": look-up outside the fetching thread refused");
      }
    }
  }
}
