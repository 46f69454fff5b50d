package org.copydesk.ingest.discover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.UrlToFetch;

/**
 * Stops sources that make up addresses without end, such as a calendar that links to its next month
 * for ever, or a session id in every link: a host may show so many new addresses a day and no more,
 * and half as many of one pattern, so that a trap leaves room for the articles beside it.
 * Thread-safe.
 */
public final class TrapGuard {

  /** The largest news agencies publish about two thousand articles a day. */
  private static final int MAX_PER_HOST = 10_000;

  private static final int MAX_PER_PATTERN = 5_000;
  private static final Duration DAY = Duration.ofDays(1);

  /** Hosts, or patterns, that are counted at a time: those that showed something last. */
  static final int MAX_COUNTED = 20_000;

  /**
   * Which of new addresses are taken.
   *
   * @param urls in their order
   * @param trapped the hosts and patterns whose addresses were left out
   * @param left how many were left out
   */
  public record Admitted(List<UrlToFetch> urls, Set<String> trapped, int left) {
    public Admitted {
      urls = List.copyOf(urls);
      trapped = Set.copyOf(trapped);
    }
  }

  private record Count(Instant since, int urls) {}

  /** Forgets what was counted longest ago. */
  private static final class Counts extends LinkedHashMap<String, Count> {
    private static final long serialVersionUID = 1;

    Counts() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > MAX_COUNTED;
    }

    boolean isWithin(String key, int most, Instant now) {
      Count known = get(key);
      Count before =
          known == null || known.since().isBefore(now.minus(DAY)) ? new Count(now, 0) : known;
      int urls = Math.min(before.urls(), most) + 1;
      put(key, new Count(before.since(), urls));
      return urls <= most;
    }
  }

  private final Counts hosts = new Counts();
  private final Counts patterns = new Counts();

  /** Those of new addresses that may still be shown today. */
  public synchronized Admitted admit(List<UrlToFetch> urls, Instant now) {
    List<UrlToFetch> admitted = new ArrayList<>();
    Set<String> trapped = new TreeSet<>();
    for (UrlToFetch url : urls) {
      String host = Authority.of(url.url());
      String pattern = host + UrlPattern.of(url.url());
      if (!patterns.isWithin(pattern, MAX_PER_PATTERN, now)) {
        trapped.add(pattern);
      } else if (!hosts.isWithin(host, MAX_PER_HOST, now)) {
        trapped.add(host);
      } else {
        admitted.add(url);
      }
    }
    return new Admitted(admitted, trapped, urls.size() - admitted.size());
  }

  synchronized int counted() {
    return Math.max(hosts.size(), patterns.size());
  }
}
