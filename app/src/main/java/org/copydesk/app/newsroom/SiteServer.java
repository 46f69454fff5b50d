package org.copydesk.app.newsroom;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks HTTP for one site: conditional requests, compression, HEAD, and the request log. */
final class SiteServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SiteServer.class);

  private final SiteRoutes routes;
  private final String siteId;
  private final boolean compresses;
  private final RequestLog requests;
  private final HttpServer server;

  /** Takes a server that is bound and not started. */
  SiteServer(
      SiteRoutes routes,
      SiteTexts texts,
      RequestLog requests,
      HttpServer server,
      Executor executor) {
    this.routes = routes;
    this.siteId = texts.id();
    this.compresses = texts.find("compress").isPresent();
    this.requests = requests;
    this.server = server;
    server.setExecutor(executor);
    server.createContext("/", this::handle);
  }

  void start() {
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Instant received = Instant.now();
    String target = target(exchange);
    try (exchange) {
      send(exchange, reply(exchange, target), received);
    } catch (RuntimeException e) {
      log.atError().addKeyValue("target", target).setCause(e).log("the sample newsroom failed");
      throw e;
    }
  }

  /** Before the answer leaves, so that whoever has the answer finds it in the log. */
  private void record(HttpExchange exchange, int status, Instant received) {
    requests.add(
        new NewsroomRequest(
            siteId,
            exchange.getRequestMethod(),
            target(exchange),
            status,
            Objects.requireNonNullElse(header(exchange, "User-Agent"), ""),
            received,
            Instant.now()));
  }

  private static String target(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? path : path + "?" + query;
  }

  private Reply reply(HttpExchange exchange, String target) {
    String method = exchange.getRequestMethod();
    boolean readsOnly = method.equals("GET") || method.equals("HEAD");
    return readsOnly ? routes.answer(target) : Reply.plain(405, "only GET and HEAD\n");
  }

  private void send(HttpExchange exchange, Reply reply, Instant received) throws IOException {
    byte[] body = reply.text().getBytes(reply.charset());
    String etag = "W/\"" + digest(body) + "\"";
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    setValidators(exchange, reply, etag);
    boolean unchanged = reply.status() == 200 && isUnchanged(exchange, reply, etag);
    record(exchange, unchanged ? 304 : reply.status(), received);
    if (unchanged) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    if (reply.location() != null) {
      exchange.getResponseHeaders().set("Location", reply.location());
    }
    write(exchange, reply.status(), compressed(exchange, body));
  }

  private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private byte[] compressed(HttpExchange exchange, byte[] body) throws IOException {
    String accepted = header(exchange, "Accept-Encoding");
    if (!compresses || accepted == null || !accepted.contains("gzip")) {
      return body;
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  private static void setValidators(HttpExchange exchange, Reply reply, String etag) {
    if (reply.lastModified() != null) {
      ZonedDateTime modified = reply.lastModified().atZone(ZoneOffset.UTC);
      exchange
          .getResponseHeaders()
          .set("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(modified));
      exchange.getResponseHeaders().set("ETag", etag);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    }
  }

  private static boolean isUnchanged(HttpExchange exchange, Reply reply, String etag) {
    String known = header(exchange, "If-None-Match");
    if (known != null) {
      return known.contains(etag);
    }
    String since = header(exchange, "If-Modified-Since");
    if (since == null || reply.lastModified() == null) {
      return false;
    }
    try {
      Instant held = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(since));
      return !reply.lastModified().truncatedTo(ChronoUnit.SECONDS).isAfter(held);
    } catch (DateTimeException e) {
      return false; // RFC 9110 13.1.3: a date that cannot be read is ignored
    }
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private static String digest(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
