package org.copydesk.ingest.robots;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.feed.FeedDates;

/**
 * What a page asks of robots in its X-Robots-Tag headers and its meta elements: {@code noindex} and
 * {@code none} not to keep it, {@code unavailable_after} not to keep it from a date on, {@code
 * nofollow} and {@code none} not to follow its links. {@code noarchive} and {@code nosnippet} speak
 * of what search engines show, which we do not. Immutable.
 */
public final class PageRules {

  private final List<String> headers;
  private final List<RobotsTag> tags;
  private final List<RobotsTag> metas;

  private PageRules(List<String> headers, List<RobotsTag> metas) {
    this.headers = List.copyOf(headers);
    this.tags = headers.stream().map(RobotsTag::parse).toList();
    this.metas = metas;
  }

  /** The rules of an answer that is no page, or not yet known to be one. */
  public static PageRules ofHeaders(List<String> headers) {
    return new PageRules(headers, List.of());
  }

  /**
   * The rules of a page.
   *
   * @param headers the values of X-Robots-Tag
   */
  public static PageRules of(List<String> headers, byte[] page) {
    return new PageRules(headers, MetaRobots.read(page));
  }

  /**
   * Why a page is not kept.
   *
   * @param reason a short code: {@code x-robots-tag}, {@code meta-robots}, {@code
   *     unavailable-after}
   */
  public record Refusal(String reason, String detail) {}

  /** Why the page is not to be kept now; empty when it may be. */
  public Optional<Refusal> refusal(Clock clock) {
    if (has(tags, "noindex")) {
      return Optional.of(new Refusal("x-robots-tag", String.join(", ", headers)));
    }
    if (has(metas, "noindex")) {
      return Optional.of(new Refusal("meta-robots", "the page asks not to be kept"));
    }
    return end(clock)
        .filter(end -> end.isBefore(clock.instant()))
        .map(end -> new Refusal("unavailable-after", end.toString()));
  }

  /** Whether the page's links are not to be followed. */
  public boolean forbidsFollowing() {
    return has(tags, "nofollow") || has(metas, "nofollow");
  }

  private static boolean has(List<RobotsTag> lists, String rule) {
    return lists.stream()
        .anyMatch(list -> list.rules().contains(rule) || list.rules().contains("none"));
  }

  /** The first date that says so; dates that cannot be read, or lie far ahead, say nothing. */
  private Optional<Instant> end(Clock clock) {
    FeedDates dates = new FeedDates(clock);
    List<RobotsTag> all = new ArrayList<>(tags);
    all.addAll(metas);
    return all.stream()
        .flatMap(list -> list.ends().stream())
        .flatMap(date -> dates.parse(date).stream())
        .min(Instant::compareTo);
  }
}
