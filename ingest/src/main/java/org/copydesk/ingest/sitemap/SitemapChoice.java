package org.copydesk.ingest.sitemap;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.ingest.sitemap.SitemapReading.Child;
import org.jspecify.annotations.Nullable;

/**
 * Tells the living part of sitemaps from the archive: pages and sitemaps that changed lately, or do
 * not say when. The archive belongs to a backfill, not to following news.
 */
public final class SitemapChoice {

  private static final Duration FRESH_SITEMAP = Duration.ofDays(7);

  /** A sitemap named for a month stays in use this many months longer. */
  private static final int MONTHS_IN_USE = 2;

  private static final int MAX_CHILDREN = 20;

  /** A sitemap whose newest page is older than this is an archive that grows no more. */
  private static final Duration DEAD_AFTER = Duration.ofDays(30);

  private SitemapChoice() {}

  /**
   * The pages that are news: dated lately, or without any date.
   *
   * @param liveAge how old a page may be
   * @param keepsUndated false at the first look, when pages without a date are the whole archive
   */
  public static Feed freshPages(Feed feed, Instant now, Duration liveAge, boolean keepsUndated) {
    List<FeedEntry> fresh =
        feed.entries().stream()
            .filter(entry -> isFresh(entry, now.minus(liveAge), keepsUndated))
            .toList();
    return new Feed(fresh, feed.linkless(), feed.timeToLive(), feed.repairs());
  }

  /**
   * The pages that are no news any more: those that came and grew old since the last look, and at
   * the first one all, with or without a date.
   *
   * @param liveAge how old news may be
   * @param age how old any page may be
   * @param lastLook when the sitemap was read before; null when it never was
   */
  public static Feed archivedPages(
      Feed feed, Instant now, Duration liveAge, Duration age, @Nullable Instant lastLook) {
    boolean isFirst = lastLook == null;
    Instant oldest = now.minus(age);
    Instant known = lastLook == null ? oldest : lastLook.minus(liveAge);
    Instant limit = known.isAfter(oldest) ? known : oldest;
    Instant fresh = now.minus(liveAge);
    List<FeedEntry> archived =
        feed.entries().stream()
            .filter(entry -> !isFresh(entry, fresh, !isFirst) && isFresh(entry, limit, isFirst))
            .toList();
    return new Feed(age.isZero() ? List.of() : archived, 0, null, Set.of());
  }

  /** Whether all pages are dated and old: the sitemap of a month or a year that is over. */
  public static boolean isDead(Feed feed, Instant now) {
    Instant limit = now.minus(DEAD_AFTER);
    return !feed.entries().isEmpty()
        && feed.entries().stream().noneMatch(entry -> isFresh(entry, limit, true));
  }

  private static boolean isFresh(FeedEntry entry, Instant limit, boolean keepsUndated) {
    Instant published = entry.published();
    Instant date = published == null ? entry.updated() : published;
    return date == null ? keepsUndated : date.isAfter(limit);
  }

  /** The sitemaps to follow of those that an index names: the latest, and not too many. */
  public static List<Child> livingSitemaps(List<Child> children, Instant now) {
    List<Child> dated = new ArrayList<>();
    List<Child> undated = new ArrayList<>();
    for (Child child : children) {
      Instant changed = child.changed();
      if (changed == null && !isNamedForThePast(child.link(), now)) {
        undated.add(child);
      } else if (changed != null && changed.isAfter(now.minus(FRESH_SITEMAP))) {
        dated.add(child);
      }
    }
    dated.sort(
        Comparator.comparing(
                (Child child) -> child.changed(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed());
    List<Child> living = new ArrayList<>(dated.subList(0, Math.min(MAX_CHILDREN, dated.size())));
    living.addAll(ends(undated, MAX_CHILDREN - living.size()));
    return living;
  }

  /** Numbered sitemaps grow at one end, and no rule says which. */
  static <T> List<T> ends(List<T> undated, int atMost) {
    if (undated.size() <= atMost) {
      return undated;
    }
    int half = atMost / 2;
    List<T> ends = new ArrayList<>(undated.subList(0, atMost - half));
    ends.addAll(undated.subList(undated.size() - half, undated.size()));
    return ends;
  }

  /** Whether the address holds a year and month that are over, such as {@code 2019-05}. */
  public static boolean isNamedForThePast(String link, Instant now) {
    YearMonth oldest = YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(MONTHS_IN_USE);
    return monthIn(link).filter(month -> month.isBefore(oldest)).isPresent();
  }

  private static Optional<YearMonth> monthIn(String link) {
    for (int at = link.indexOf("20"); at >= 0; at = link.indexOf("20", at + 1)) {
      int month = at + 4;
      while (month < link.length() && "-_/".indexOf(link.charAt(month)) >= 0) {
        month++;
      }
      Optional<YearMonth> found = yearMonth(link, at, month);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<YearMonth> yearMonth(String link, int yearAt, int monthAt) {
    if (monthAt + 2 > link.length() || monthAt > yearAt + 5) {
      return Optional.empty();
    }
    String digits = link.substring(yearAt, yearAt + 4) + link.substring(monthAt, monthAt + 2);
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int month = Integer.parseInt(digits.substring(4));
    return month >= 1 && month <= 12
        ? Optional.of(YearMonth.of(Integer.parseInt(digits.substring(0, 4)), month))
        : Optional.empty();
  }
}
