package org.copydesk.ingest.guard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are not part of the public internet. IPv4 is a list of what is special: all
 * blocks of the IANA IPv4 Special-Purpose Address Registry, multicast, and an address that a cloud
 * provider keeps for its own use within its customers' networks. IPv6 is the other way round: only
 * global unicast 2000::/3 without its special parts (IANA IPv6 Special-Purpose Address Registry)
 * and NAT64's translation of public IPv4 addresses are public. Addresses that carry an IPv4 address
 * inside are judged by that one too. The JDK's own predicates miss many of these.
 */
final class SpecialNetworks {

  private record Special(Cidr network, String name) {}

  private static final List<Special> IPV4 =
      List.of(
          special("0.0.0.0/8", "this-network"),
          special("10.0.0.0/8", "private"),
          special("100.64.0.0/10", "carrier-nat"),
          special("127.0.0.0/8", "loopback"),
          // Azure's platform, seen from any machine there ("What is IP address 168.63.129.16?").
          special("168.63.129.16/32", "cloud-platform"),
          special("169.254.0.0/16", "link-local"),
          special("172.16.0.0/12", "private"),
          special("192.0.0.0/24", "protocol-assignments"),
          special("192.0.2.0/24", "documentation"),
          special("192.31.196.0/24", "as112"),
          special("192.52.193.0/24", "amt-relay"),
          special("192.88.99.0/24", "6to4-relay"),
          special("192.168.0.0/16", "private"),
          special("192.175.48.0/24", "as112"),
          special("198.18.0.0/15", "benchmarking"),
          special("198.51.100.0/24", "documentation"),
          special("203.0.113.0/24", "documentation"),
          special("224.0.0.0/4", "multicast"),
          special("240.0.0.0/4", "reserved"));

  private static final List<Special> IPV6 =
      List.of(
          special("2001::/32", "teredo"),
          special("2001::/23", "protocol-assignments"),
          special("2001:db8::/32", "documentation"),
          special("2002::/16", "6to4"),
          special("2620:4f:8000::/48", "as112"),
          special("3fff::/20", "documentation"),
          special("fc00::/7", "unique-local"),
          special("fe80::/10", "link-local"),
          special("fec0::/10", "site-local"),
          special("ff00::/8", "multicast"),
          special("::1/128", "loopback"));

  private static final Cidr IPV6_GLOBAL = Cidr.parse("2000::/3");
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};

  private SpecialNetworks() {}

  /** The name of the special network that the address lies in, or empty when it is public. */
  static Optional<String> nameOf(InetAddress address) {
    return nameOf(address.getAddress());
  }

  private static Optional<String> nameOf(byte[] address) {
    if (address.length == 4) {
      return first(IPV4, address);
    }
    if (NAT64.contains(address)) {
      return nameOf(Arrays.copyOfRange(address, 12, 16)).map(name -> "nat64-" + name);
    }
    if (isIsatap(address)) {
      return Optional.of("isatap");
    }
    Optional<String> special = first(IPV6, address);
    return special.isPresent() || IPV6_GLOBAL.contains(address)
        ? special
        : Optional.of("not-global-unicast");
  }

  /** An interface identifier of 0:5efe (or 200:5efe) and an IPv4 address: RFC 5214. */
  private static boolean isIsatap(byte[] address) {
    byte[] marker = Arrays.copyOfRange(address, 8, 12);
    marker[0] &= (byte) 0xfd;
    return Arrays.equals(marker, ISATAP);
  }

  private static Optional<String> first(List<Special> networks, byte[] address) {
    return networks.stream()
        .filter(special -> special.network().contains(address))
        .map(Special::name)
        .findFirst();
  }

  private static Special special(String network, String name) {
    return new Special(Cidr.parse(network), name);
  }
}
