package org.copydesk.ingest.guard;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.copydesk.pipeline.message.UrlNormalizer;

/**
 * Checks a URL before anything is sent: scheme, user information, port, and hosts that are
 * addresses or names of this machine. Names are checked when they are resolved, by {@link
 * GuardedLookup}: both are needed, because the JDK resolves literals and {@code localhost} without
 * asking any resolver. Immutable, safe for many threads.
 */
public final class FetchGuard {

  private static final Set<Integer> WEB_PORTS = Set.of(80, 443);
  private static final String LOOPBACK = "127.0.0.1";

  private final AddressPolicy addresses;
  private final Set<Integer> ports;

  /**
   * @param ports allowed beside 80 and 443
   */
  public FetchGuard(AddressPolicy addresses, Set<Integer> ports) {
    this.addresses = addresses;
    this.ports = Set.copyOf(ports);
  }

  public AddressPolicy addresses() {
    return addresses;
  }

  /** Why this URL may not be requested, or empty when nothing speaks against it yet. */
  public Optional<Refusal> refusal(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return refuse(Refusal.Rule.SCHEME, scheme);
    }
    if (url.getHost() == null || url.getHost().isEmpty()) {
      boolean isUnderscore = UrlNormalizer.hasUnderscoreHost(url.toString());
      return refuse(Refusal.Rule.HOST, isUnderscore ? "underscore in the name" : "no host");
    }
    if (url.getRawUserInfo() != null || url.getRawAuthority().indexOf('@') >= 0) {
      return refuse(Refusal.Rule.USER_INFO, "user information in the URL");
    }
    return portRefusal(url).or(() -> hostRefusal(url.getHost().toLowerCase(Locale.ROOT)));
  }

  /** True when the host is an address or a name of this machine that the operator allows. */
  public boolean isOwnNetwork(URI url) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    return literalOf(host).filter(addresses::isAllowed).isPresent();
  }

  /** The address that a URL's host stands for without any look-up, where it does. */
  public Optional<InetAddress> literal(URI url) {
    return literalOf(url.getHost().toLowerCase(Locale.ROOT));
  }

  /**
   * What counts as one server: an address; in the operator's own networks, which may be a single
   * machine, an address and a port.
   */
  public String server(InetAddress address, URI url) {
    String text = address.getHostAddress();
    return addresses.isAllowed(address) ? text + ":" + port(url) : text;
  }

  private Optional<Refusal> portRefusal(URI url) {
    int port = port(url);
    return WEB_PORTS.contains(port) || ports.contains(port)
        ? Optional.empty()
        : refuse(Refusal.Rule.PORT, Integer.toString(port));
  }

  private Optional<Refusal> hostRefusal(String host) {
    if (looksNumeric(host) && literalOf(host).isEmpty()) {
      return refuse(Refusal.Rule.ADDRESS, "ambiguous-literal");
    }
    return literalOf(host)
        .flatMap(addresses::refusal)
        .map(network -> new Refusal(Refusal.Rule.ADDRESS, network));
  }

  /** The address that a host stands for without any look-up, where it does. */
  private static Optional<InetAddress> literalOf(String host) {
    if (isLocalName(host)) {
      return parse(LOOPBACK);
    }
    boolean isIpv6 = host.startsWith("[") && host.endsWith("]") && host.indexOf('%') < 0;
    return isIpv6 || isDottedQuad(host) ? parse(host) : Optional.empty();
  }

  /** RFC 6761 section 6.3; some resolvers answer loopback for all of these. */
  private static boolean isLocalName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("localhost.localdomain");
  }

  private static int port(URI url) {
    int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return url.getPort() == -1 ? usual : url.getPort();
  }

  private static boolean looksNumeric(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = name.substring(name.lastIndexOf('.') + 1);
    return host.startsWith("[")
        || last.startsWith("0x")
        || last.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isDottedQuad(String host) {
    String[] parts = host.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean isOctet =
          !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!isOctet || (part.length() > 1 && part.startsWith("0")) || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static Optional<InetAddress> parse(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Refusal> refuse(Refusal.Rule rule, String detail) {
    return Optional.of(new Refusal(rule, detail));
  }
}
