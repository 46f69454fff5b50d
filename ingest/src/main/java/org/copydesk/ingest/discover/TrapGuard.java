package org.copydesk.ingest.discover;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.UrlToFetch;

/**
 * Stops sources that make up addresses without end, such as a calendar that links to its next month
 * for ever: a host may show so many new addresses a day and no more. Thread-safe.
 */
public final class TrapGuard {

  /** The largest news agencies publish about two thousand articles a day. */
  private static final int MAX_PER_DAY = 10_000;

  private static final Duration DAY = Duration.ofDays(1);
  private static final int MAX_HOSTS = 20_000;

  private record Count(Instant since, int urls) {}

  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  /** Those of new addresses that their hosts may still show today, in their order. */
  public synchronized List<UrlToFetch> admit(List<UrlToFetch> urls, Instant now) {
    return urls.stream().filter(url -> isAdmitted(Authority.of(url.url()), now)).toList();
  }

  private boolean isAdmitted(String authority, Instant now) {
    Count count = counts.get(authority);
    Count next =
        count == null || count.since().isBefore(now.minus(DAY))
            ? new Count(now, 1)
            : new Count(count.since(), count.urls() + 1);
    counts.put(authority, next);
    return next.urls() <= MAX_PER_DAY;
  }
}
