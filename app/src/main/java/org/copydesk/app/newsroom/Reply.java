package org.copydesk.app.newsroom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a site answers, before conditional requests and compression.
 *
 * @param contentType the header's exact text, which may keep the charset to the page's own
 *     declaration
 * @param charset the encoding of the text
 * @param lastModified for conditional requests
 * @param location where a redirect leads
 */
record Reply(
    int status,
    String contentType,
    String text,
    Charset charset,
    @Nullable Instant lastModified,
    @Nullable String location) {

  static Reply plain(int status, String text) {
    return new Reply(status, "text/plain; charset=utf-8", text, StandardCharsets.UTF_8, null, null);
  }

  static Reply movedTo(String location) {
    return new Reply(
        301, "text/plain; charset=utf-8", "moved\n", StandardCharsets.UTF_8, null, location);
  }
}
