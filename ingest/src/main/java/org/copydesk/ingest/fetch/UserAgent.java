package org.copydesk.ingest.fetch;

import org.jspecify.annotations.Nullable;

/** How we introduce ourselves to web servers. */
public final class UserAgent {

  /** The product token that robots.txt groups are matched by (RFC 9309 section 2.2.1). */
  public static final String PRODUCT = "copydesk";

  private UserAgent() {}

  /** {@code Copydesk/1.2 (+https://desk.example/bot)}. */
  public static String of(String version, @Nullable String contact) {
    return contact == null ? "Copydesk/" + version : "Copydesk/" + version + " (+" + contact + ")";
  }
}
