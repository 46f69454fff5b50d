package org.copydesk.app.newsroom;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds one HTTP server a site: on its remembered port where there is one, else on a free one. */
final class Ports {
  private static final Logger log = LoggerFactory.getLogger(Ports.class);

  /**
   * Below the range from which systems take the ports of outgoing connections, so that a remembered
   * port is not taken by one of those at the next start.
   */
  private static final int LOWEST = 10_240;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 50;

  private Ports() {}

  /**
   * Binds all or none.
   *
   * @throws NewsroomStartException if a remembered port is taken, or no port can be had
   */
  static Map<String, HttpServer> bind(List<String> sites, Map<String, Integer> remembered) {
    Map<String, HttpServer> servers = new LinkedHashMap<>();
    try {
      for (String site : sites) {
        Integer port = remembered.get(site);
        servers.put(site, port == null ? bindFree() : bind(port));
      }
      return servers;
    } catch (IOException e) {
      release(servers);
      throw new NewsroomStartException(
          "The sample newsroom cannot listen on 127.0.0.1: " + e.getMessage() + ".", e);
    } catch (NewsroomStartException e) {
      release(servers);
      throw e;
    }
  }

  /**
   * Frees ports that were bound and not served: only a started server closes its socket when it is
   * stopped.
   */
  static void release(Map<String, HttpServer> servers) {
    servers
        .values()
        .forEach(
            server -> {
              server.start();
              server.stop(0);
            });
  }

  static Map<String, Integer> numbers(Map<String, HttpServer> servers) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    servers.forEach((site, server) -> ports.put(site, server.getAddress().getPort()));
    return ports;
  }

  private static HttpServer bind(int port) throws IOException {
    try {
      return listen(port);
    } catch (BindException e) {
      throw new NewsroomStartException(
          "Port "
              + port
              + " on 127.0.0.1 is in use, and the sample newsroom needs the same ports as before,"
              + " because they are part of its articles' URLs. Stop the program that holds the port"
              + " (perhaps another copydesk), or start with a new data folder.",
          e);
    }
  }

  private static HttpServer bindFree() throws IOException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try {
        return listen(port);
      } catch (BindException taken) {
        log.atDebug().addKeyValue("port", port).log("port taken, trying another");
      }
    }
    return listen(0);
  }

  private static HttpServer listen(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return HttpServer.create(new InetSocketAddress(loopback, port), 0);
  }
}
