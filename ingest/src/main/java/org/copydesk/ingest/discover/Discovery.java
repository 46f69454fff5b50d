package org.copydesk.ingest.discover;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.message.UrlToFetch.Why;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a source shows now with what it has shown before. Immutable, safe for many threads.
 */
public final class Discovery {

  /** Entries remembered beyond those shown now: for feeds that drop entries and bring them back. */
  private static final int REMEMBERED = 500;

  /** Fewer changed entries than this may all be true corrections. */
  private static final int FEW = 3;

  /** Dates that are so close together were written by one rendering of the source. */
  private static final Duration ONE_RENDERING = Duration.ofSeconds(2);

  /** The characters of a URL id that a source's state keeps. */
  private static final int SHORT_ID = 16;

  private final UrlNormalizer normalizer;

  public Discovery(UrlNormalizer normalizer) {
    this.normalizer = normalizer;
  }

  /**
   * What was found.
   *
   * @param urls to fetch, in the source's order
   * @param seen what the source's next state remembers
   * @param unusable entries whose link is none
   * @param isGap whether nothing that is shown now was shown before, nor is most of it as old:
   *     entries came and went unseen
   * @param untrusted changed entries that are not believed: the source dates all of them anew
   */
  public record Found(
      List<UrlToFetch> urls, List<Seen> seen, boolean isGap, int unusable, int untrusted) {
    public Found {
      urls = List.copyOf(urls);
      seen = List.copyOf(seen);
    }

    /** The same, for a source that shows more than what was looked for here. */
    public Found withoutGap() {
      return new Found(urls, seen, false, unusable, untrusted);
    }

    /** The same, with more for the source's next state to remember. */
    public Found remembering(List<Seen> others) {
      List<Seen> all = new ArrayList<>(others);
      all.addAll(seen);
      return new Found(urls, all, isGap, unusable, untrusted);
    }
  }

  /**
   * Whether anything that a source shows was shown before: then nothing was missed, however little
   * of it counts as news.
   */
  public boolean knowsAny(URI base, Feed feed, SourceState before) {
    Map<String, @Nullable Instant> known = known(before.seen());
    return feed.entries().stream()
        .flatMap(entry -> normalizer.resolve(base, entry.link()).stream())
        .anyMatch(url -> known.containsKey(Ids.urlId(url.toString()).substring(0, SHORT_ID)));
  }

  /**
   * Finds what is new or changed.
   *
   * @param base the address that relative links are resolved against
   */
  public Found find(String sourceId, URI base, Feed feed, SourceState before) {
    Map<String, @Nullable Instant> known = known(before.seen());
    Map<String, UrlToFetch> shown = new LinkedHashMap<>();
    int unusable = 0;
    for (FeedEntry entry : feed.entries()) {
      UrlToFetch url = toFetch(sourceId, base, entry, known);
      if (url == null) {
        unusable++;
      } else {
        shown.putIfAbsent(shortId(url), url);
      }
    }
    List<UrlToFetch> changed =
        shown.values().stream()
            .filter(url -> known.containsKey(shortId(url)) && isChanged(url, known))
            .toList();
    boolean isBelieved = isBelieved(changed, shown, known);
    List<UrlToFetch> urls =
        shown.values().stream()
            .filter(
                url -> !known.containsKey(shortId(url)) || (isBelieved && changed.contains(url)))
            .toList();
    boolean isGap =
        !known.isEmpty()
            && !shown.isEmpty()
            && shown.keySet().stream().noneMatch(known::containsKey)
            && !isRewritten(shown, known, before.polled());
    return new Found(
        urls, remembered(shown, before.seen()), isGap, unusable, isBelieved ? 0 : changed.size());
  }

  private @Nullable UrlToFetch toFetch(
      String sourceId, URI base, FeedEntry entry, Map<String, @Nullable Instant> known) {
    URI url = normalizer.resolve(base, entry.link()).orElse(null);
    if (url == null) {
      return null;
    }
    String id = Ids.urlId(url.toString());
    Why why = known.containsKey(id.substring(0, SHORT_ID)) ? Why.UPDATED : Why.NEW;
    return new UrlToFetch(
        id, url.toString(), sourceId, why, entry.published(), entry.updated(), entry.title());
  }

  /** An entry that had no date before and has one now has not changed by that. */
  private static boolean isChanged(UrlToFetch url, Map<String, @Nullable Instant> known) {
    Instant before = known.get(shortId(url));
    Instant now = dated(url);
    return before != null && now != null && now.isAfter(before);
  }

  /** When the source says that the entry changed; many write that into the publication date. */
  private static @Nullable Instant dated(UrlToFetch url) {
    return url.updated() == null ? url.published() : url.updated();
  }

  /** Some sources write the time of asking into every entry: most of them then share one date. */
  private static boolean isBelieved(
      List<UrlToFetch> changed,
      Map<String, UrlToFetch> shown,
      Map<String, @Nullable Instant> known) {
    long knownShown = shown.keySet().stream().filter(known::containsKey).count();
    if (changed.size() < FEW || changed.size() * 2L <= knownShown) {
      return true;
    }
    List<Instant> dates = changed.stream().map(Discovery::dated).sorted().toList();
    return Duration.between(dates.getFirst(), dates.getLast()).compareTo(ONE_RENDERING) > 0;
  }

  /**
   * Whether what is shown was mostly there at the last look by its dates: the source has given its
   * entries other addresses. Dates ahead of that look tell nothing.
   */
  private static boolean isRewritten(
      Map<String, UrlToFetch> shown,
      Map<String, @Nullable Instant> known,
      @Nullable Instant lastLook) {
    Instant newest =
        known.values().stream()
            .filter(date -> date != null && lastLook != null && !date.isAfter(lastLook))
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    long old =
        shown.values().stream()
            .map(Discovery::dated)
            .filter(date -> date != null && !date.isAfter(newest))
            .count();
    return old * 2 > shown.size();
  }

  private static Map<String, @Nullable Instant> known(List<Seen> seen) {
    Map<String, @Nullable Instant> known = new LinkedHashMap<>();
    seen.forEach(entry -> known.put(entry.id(), entry.updated()));
    return known;
  }

  /** All that is shown now, and the latest of what was shown before; newest last. */
  private static List<Seen> remembered(Map<String, UrlToFetch> shown, List<Seen> before) {
    List<Seen> old = new ArrayList<>();
    for (Seen entry : before) {
      if (!shown.containsKey(entry.id())) {
        old.add(entry);
      }
    }
    List<Seen> kept =
        new ArrayList<>(old.subList(Math.max(0, old.size() - REMEMBERED), old.size()));
    shown.forEach((id, url) -> kept.add(new Seen(id, dated(url))));
    return kept;
  }

  private static String shortId(UrlToFetch url) {
    return url.urlId().substring(0, SHORT_ID);
  }
}
