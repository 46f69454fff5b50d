package org.copydesk.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A small news site on loopback. Its own log is the judge of how often it was asked, when, and by
 * how many at a time.
 */
final class TestSite implements AutoCloseable {

  /** One request, by the monotonic clock. */
  record Request(String path, long beginNanos, long endNanos, String etag) {}

  private record Answer(int status, Map<String, String> headers, String body) {}

  /** More requests than any test makes, often enough to be given again. */
  private static final int ALL = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Request> log = new ArrayList<>();
  private final Semaphore mayAnswer = new Semaphore(ALL);

  TestSite() {
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  TestSite on(String path, int status, Map<String, String> headers, String body) {
    answers.put(path, new Answer(status, headers, body));
    return this;
  }

  TestSite page(String path) {
    String body =
        "<!doctype html><html><body><h1>Page "
            + path
            + "</h1><p>Some words about it.</p></body></html>";
    return on(path, 200, Map.of("Content-Type", "text/html; charset=utf-8"), body);
  }

  TestSite robots(String text) {
    return on("/robots.txt", 200, Map.of("Content-Type", "text/plain"), text);
  }

  /** A feed of these links, each an absolute address or a path of this site. */
  TestSite feed(String path, List<String> links) {
    return feed(path, links, "2026-01-01T00:00:00Z");
  }

  TestSite feed(String path, List<String> links, String updated) {
    StringBuilder entries = new StringBuilder();
    for (String link : links) {
      String target = link.startsWith("http") ? link : url(link).toString();
      entries
          .append("<entry><title>t</title><id>urn:x</id><link href=\"")
          .append(target)
          .append("\"/><updated>")
          .append(updated)
          .append("</updated></entry>");
    }
    String body =
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title>"
            + "<id>urn:f</id><updated>"
            + updated
            + "</updated>"
            + entries
            + "</feed>";
    String etag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
    return on(path, 200, Map.of("Content-Type", "application/atom+xml", "ETag", etag), body);
  }

  /** The same answers at a path, with one header more. */
  TestSite header(String path, String name, String value) {
    Answer answer = Objects.requireNonNull(answers.get(path));
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put(name, value);
    return on(path, answer.status(), headers, answer.body());
  }

  /** Answers so many requests; the next one waits for {@link #holdNothing}. */
  TestSite holdAfter(int requests) {
    mayAnswer.drainPermits();
    mayAnswer.release(requests);
    return this;
  }

  void holdNothing() {
    mayAnswer.release(ALL);
  }

  /** Whether a request waits for its answer. */
  boolean isHolding() {
    return mayAnswer.hasQueuedThreads();
  }

  synchronized List<Request> requests() {
    return List.copyOf(log);
  }

  long count(String path) {
    return requests().stream().filter(request -> request.path().equals(path)).count();
  }

  /** The shortest pause between the end of a request and the beginning of the next one. */
  Duration shortestGap() {
    List<Request> all = requests();
    long shortest = Long.MAX_VALUE;
    for (int i = 1; i < all.size(); i++) {
      shortest = Math.min(shortest, all.get(i).beginNanos() - all.get(i - 1).endNanos());
    }
    return Duration.ofNanos(shortest);
  }

  private void answer(HttpExchange exchange) throws IOException {
    mayAnswer.acquireUninterruptibly();
    long begin = System.nanoTime();
    String path = exchange.getRequestURI().toString();
    String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
    try (exchange) {
      Answer answer = answers.getOrDefault(path, new Answer(404, Map.of(), ""));
      boolean isUnchanged = etag != null && etag.equals(answer.headers().get("ETag"));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      int status = isUnchanged ? 304 : answer.status();
      byte[] body = answer.body().getBytes(UTF_8);
      boolean hasBody = !isUnchanged && body.length > 0;
      synchronized (this) {
        log.add(new Request(path, begin, System.nanoTime(), etag == null ? "" : etag));
      }
      exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
      if (hasBody) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    holdNothing();
    server.stop(0);
    threads.close();
  }
}
