package org.copydesk.ingest.fetch;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.jsoup.Connection;
import org.jsoup.Jsoup;

/**
 * The HTTP client behind jsoup's connections, which is replaced from time to time: the JDK's (25)
 * leaves a connection open, unread and with all that came, when the head of an answer is no HTTP or
 * too long. Only a client that nobody refers to any more closes all of its own. Thread-safe.
 */
final class Clients {

  /** Connections that a client may leave open; each may hold about a megabyte. */
  private static final int MOST_LEFT_OPEN = 4;

  private Connection session = Jsoup.newSession();
  private int leftOpen;

  /** A new connection, whose client others use too. */
  synchronized Connection connection(URI url) {
    // Without a context of its own a session takes the client that the whole process shares.
    return session.newRequest(url.toString()).sslContext(context());
  }

  /** Notes that a connection may have been left open. */
  synchronized void leftOpen() {
    leftOpen++;
    if (leftOpen >= MOST_LEFT_OPEN) {
      session = Jsoup.newSession();
      leftOpen = 0;
    }
  }

  private static SSLContext context() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
