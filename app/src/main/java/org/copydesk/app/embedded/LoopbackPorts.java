package org.copydesk.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;

/** Finds ports on 127.0.0.1 that nobody listens on. */
public final class LoopbackPorts {
  /**
   * Below the range that systems hand out to outgoing connections (Linux: from 32768), so that no
   * connection of ours takes a kept port between two starts.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private LoopbackPorts() {}

  /** A port that was free a moment ago, and that no outgoing connection takes meanwhile. */
  public static int chooseFree() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ServiceFailure(
        ExitCode.UNAVAILABLE,
        "No free port was found on 127.0.0.1 between %d and %d.".formatted(LOWEST, HIGHEST));
  }

  static void requireFree(int port, String key) {
    if (!isFree(port)) {
      throw inUse(port, key);
    }
  }

  static ServiceFailure inUse(int port, String key) {
    return new ServiceFailure(
        ExitCode.SYSTEM,
        "Port %d (%s) on 127.0.0.1 is in use; stop what listens there or configure another."
            .formatted(port, key));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
