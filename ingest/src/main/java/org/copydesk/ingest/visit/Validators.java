package org.copydesk.ingest.visit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.copydesk.ingest.fetch.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * The validators of pages that are fetched again, so that an unchanged one costs no body. Kept in
 * memory alone and for the latest pages: after a restart the page is fetched in full once.
 * Thread-safe.
 */
final class Validators {

  private static final int MAX_PAGES = 20_000;

  /** What an answer can be asked for again with. */
  record Validator(@Nullable String etag, @Nullable String lastModified) {}

  private final Map<String, Validator> byUrlId =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Validator> eldest) {
          return size() > MAX_PAGES;
        }
      };

  synchronized void keep(String urlId, ResponseHead head) {
    byUrlId.remove(urlId);
    String etag = head.validator("etag").orElse(null);
    String lastModified = head.validator("last-modified").orElse(null);
    if (etag != null || lastModified != null) {
      byUrlId.put(urlId, new Validator(etag, lastModified));
    }
  }

  synchronized Optional<Validator> of(String urlId) {
    return Optional.ofNullable(byUrlId.get(urlId));
  }
}
