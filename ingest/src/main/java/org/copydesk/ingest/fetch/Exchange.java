package org.copydesk.ingest.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.copydesk.pipeline.message.UrlReference;
import org.jsoup.Connection;

/** One request and its answer through jsoup, in the calling thread. */
final class Exchange {

  /** What jsoup decodes; anything else would come through as garbage text. */
  private static final List<String> DECODED = List.of("gzip", "deflate", "identity");

  private final String userAgent;
  private final int timeoutMillis;
  private final Clients clients = new Clients();

  Exchange(String userAgent, int timeoutMillis) {
    this.userAgent = userAgent;
    this.timeoutMillis = timeoutMillis;
  }

  /** Notes that an answer was no HTTP, or more of it than is read. */
  void brokeOff() {
    clients.leftOpen();
  }

  FetchResult run(FetchRequest request) throws IOException {
    Connection.Response response = connection(request).execute();
    ResponseHead head = head(response);
    int status = head.status();
    if (status == 304) {
      response.bodyStream().close();
      return new FetchResult.NotModified(head);
    }
    if (isRedirect(status)) {
      response.bodyStream().close();
      return redirect(request.url(), head);
    }
    if (status < 200 || status > 299 || status == 204 || status == 206) {
      response.bodyStream().close();
      return new FetchResult.Status(head);
    }
    return body(response, head, request.maxBytes());
  }

  private Connection connection(FetchRequest request) {
    Connection connection =
        clients
            .connection(request.url())
            .userAgent(userAgent)
            .header("Accept", request.accept())
            .header("Accept-Encoding", "gzip")
            .followRedirects(false)
            .ignoreHttpErrors(true)
            .ignoreContentType(true)
            // What the guard checked is what is connected to, whatever the system's proxy is.
            .proxy(Proxy.NO_PROXY)
            .cookieStore(new NoCookies())
            .maxBodySize(0)
            .timeout(timeoutMillis);
    if (request.etag() != null) {
      connection.header("If-None-Match", request.etag());
    }
    if (request.lastModified() != null) {
      connection.header("If-Modified-Since", request.lastModified());
    }
    return connection;
  }

  /** 300 and 304 to 306 are no redirects to follow. */
  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static FetchResult redirect(URI from, ResponseHead head) {
    String location = head.first("location").orElse("").strip();
    if (location.isEmpty()) {
      return broken(FetchResult.Fault.REDIRECT, "no Location");
    }
    try {
      String target = UrlReference.resolveEscaped(from.toString(), location);
      return new FetchResult.Redirect(head, new URI(target));
    } catch (URISyntaxException malformed) {
      return broken(FetchResult.Fault.REDIRECT, "malformed Location");
    }
  }

  private static FetchResult body(Connection.Response response, ResponseHead head, int maxBytes)
      throws IOException {
    List<String> encodings = encodings(head);
    if (encodings.size() > 1 || !DECODED.containsAll(encodings)) {
      response.bodyStream().close();
      return broken(FetchResult.Fault.ENCODING, String.join(", ", encodings));
    }
    try (BufferedInputStream stream = response.bodyStream()) {
      byte[] bytes = stream.readNBytes(maxBytes);
      boolean truncated = bytes.length == maxBytes && stream.read() >= 0;
      return new FetchResult.Body(head, bytes, truncated);
    }
  }

  private static List<String> encodings(ResponseHead head) {
    List<String> encodings = new ArrayList<>();
    for (String value : head.all("content-encoding")) {
      for (String encoding : value.split(",", 8)) {
        encodings.add(encoding.strip().toLowerCase(Locale.ROOT));
      }
    }
    encodings.removeIf(String::isEmpty);
    return encodings;
  }

  private static ResponseHead head(Connection.Response response) {
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .multiHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return new ResponseHead(response.statusCode(), headers);
  }

  private static FetchResult broken(FetchResult.Fault fault, String detail) {
    return new FetchResult.Broken(fault, detail);
  }
}
