package org.copydesk.ingest.fetch;

/**
 * The JDK HTTP client's own settings, which it reads once from system properties and which jsoup
 * offers no other way to set. What an operator has set stays.
 */
final class HttpClientLimits {

  private HttpClientLimits() {}

  static void apply() {
    // A server that closes at once would silently be asked a second time.
    set("jdk.httpclient.redirects.retrylimit", "1");
    set("jdk.httpclient.disableRetryConnect", "true");
    // 384 KiB by default; the largest header sections of real sites are below 32 KiB.
    set("jdk.httpclient.maxHeaderSize", "131072");
    // Thousands of hosts that are visited once a minute need no open connections in between.
    set("jdk.httpclient.keepalive.timeout", "5");
    // Each has a buffer of 16 KiB, and without a bound a quick crawl keeps a thousand of them.
    set("jdk.httpclient.connectionPoolSize", "512");
  }

  private static void set(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
