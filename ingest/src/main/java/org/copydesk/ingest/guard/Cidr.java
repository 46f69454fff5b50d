package org.copydesk.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A network in CIDR form, IPv4 or IPv6, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
@SuppressWarnings("ArrayRecordComponent") // the bytes never leave, equality is not used
public record Cidr(byte[] network, int prefix) {

  public Cidr {
    network = network.clone();
    if (prefix < 0 || prefix > network.length * 8) {
      throw new IllegalArgumentException("prefix out of range: " + prefix);
    }
  }

  /**
   * Reads the text form; a single address stands for itself. Never asks a name server.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes = literal(address);
    return new Cidr(bytes, slash < 0 ? bytes.length * 8 : number(text.substring(slash + 1), text));
  }

  /** Whether the address lies in this network; always false for the other IP version. */
  public boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
      return false;
    }
    int rest = prefix % 8;
    int mask = 0xff << (8 - rest) & 0xff;
    return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
  }

  private static byte[] literal(String address) {
    if (!address.contains(":")) {
      return dottedQuad(address);
    }
    try {
      // In brackets only a literal is read: no look-up.
      return InetAddress.getByName("[" + address + "]").getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }

  private static byte[] dottedQuad(String address) {
    String[] parts = address.split("\\.", 5);
    byte[] bytes = new byte[4];
    for (int i = 0; i < bytes.length; i++) {
      int octet = parts.length == bytes.length ? number(parts[i], address) : -1;
      if (octet < 0 || octet > 255) {
        throw new IllegalArgumentException("not an address in numbers: " + address);
      }
      bytes[i] = (byte) octet;
    }
    return bytes;
  }

  private static int number(String digits, String text) {
    boolean isNumber = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber || digits.isEmpty() || digits.length() > 3) {
      throw new IllegalArgumentException("not a network in numbers: " + text);
    }
    return Integer.parseInt(digits);
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("a network has 4 or 16 bytes", e);
    }
  }
}
