package org.copydesk.ingest.feed;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one answer of a feed holds.
 *
 * @param entries that lead to a page, in the feed's order, at most {@link #MAX_ENTRIES}
 * @param linkless entries that lead nowhere: there is nothing to fetch for them
 * @param timeToLive how long the publisher says the answer stays good; null when it does not
 * @param repairs what had to be mended to read it
 */
public record Feed(
    List<FeedEntry> entries, int linkless, @Nullable Duration timeToLive, Set<Repair> repairs) {

  /** More entries than this in one answer are cut, and that is said: a feed is no archive. */
  public static final int MAX_ENTRIES = 5_000;

  public Feed {
    Set<Repair> all = EnumSet.noneOf(Repair.class);
    all.addAll(repairs);
    if (entries.size() > MAX_ENTRIES) {
      all.add(Repair.CUT);
    }
    entries = List.copyOf(entries.subList(0, Math.min(MAX_ENTRIES, entries.size())));
    repairs = Set.copyOf(all);
  }
}
