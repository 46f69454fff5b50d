package org.copydesk.pipeline.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reads networks in CIDR form. Never asks a name server. */
final class Networks {
  private Networks() {}

  static boolean isNetwork(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      return false;
    }
    Integer bits = addressBits(text.substring(0, slash));
    return bits != null && isPrefix(text.substring(slash + 1), bits);
  }

  private static boolean isPrefix(String text, int bits) {
    boolean digits = text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !text.isEmpty() && Integer.parseInt(text) <= bits;
  }

  private static @Nullable Integer addressBits(String address) {
    if (address.contains(":")) {
      return isIpv6(address) ? Integer.valueOf(128) : null;
    }
    String[] parts = address.split("\\.", -1);
    for (String part : parts) {
      if (!isPrefix(part, 255)) {
        return null;
      }
    }
    return parts.length == 4 ? Integer.valueOf(32) : null;
  }

  private static boolean isIpv6(String address) {
    try {
      // In brackets only a literal is accepted, so this looks nothing up.
      return InetAddress.getByName("[" + address + "]").getAddress().length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
