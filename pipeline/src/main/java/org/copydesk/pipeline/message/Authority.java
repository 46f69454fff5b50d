package org.copydesk.pipeline.message;

import java.net.URI;
import java.util.Locale;

/**
 * The host of a URL, with the port where it is not the scheme's default: what politeness, ownership
 * and learned boilerplate are counted by.
 */
public final class Authority {
  private Authority() {}

  /**
   * The authority of an http or https URL.
   *
   * @throws IllegalArgumentException when the URL has no host
   */
  public static String of(URI url) {
    String host = url.getHost();
    if (host == null) {
      throw new IllegalArgumentException("URL without a host: " + url);
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return url.getPort() == -1 || url.getPort() == defaultPort(url)
        ? lower
        : lower + ":" + url.getPort();
  }

  /** The same for a URL in text. */
  public static String of(String url) {
    return of(URI.create(url));
  }

  private static int defaultPort(URI url) {
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }
}
