package org.copydesk.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves given pages and one feed of them all, on a loopback port. */
final class PageServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> pages;

  /**
   * @param pages bodies by path
   */
  PageServer(Map<String, byte[]> pages) throws IOException {
    this.pages = Map.copyOf(pages);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String feed() {
    return url("/feed.xml");
  }

  List<String> urls() {
    return pages.keySet().stream().map(this::url).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] page = path.equals("/feed.xml") ? rss() : pages.get(path);
      if (page == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .add("Content-Type", path.equals("/feed.xml") ? "application/rss+xml" : "text/html");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private byte[] rss() {
    List<String> lines = new ArrayList<>();
    lines.add("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel>");
    lines.add("<title>Pages</title><link>" + url("/") + "</link><description>All</description>");
    urls()
        .forEach(
            url -> lines.add("<item><title>" + url + "</title><link>" + url + "</link></item>"));
    lines.add("</channel></rss>");
    return String.join("\n", lines).getBytes(UTF_8);
  }
}
