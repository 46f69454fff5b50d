package org.copydesk.extract.learned;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.copydesk.extract.Trace;

/**
 * What the pages of one host have in common: for each of the newest {@value #MAX_PAGES} pages the
 * fingerprints of its lines, about 7 KB in all. Remembering pages rather than counters is what
 * keeps it honest: the same page read again is still one page, a line that a host gave up is
 * forgotten as its pages go, and sketches made apart can be merged.
 *
 * <p>Laws: {@code a.merge(b)} equals {@code b.merge(a)}; {@code a.merge(b).merge(c)} equals {@code
 * a.merge(b.merge(c))}; {@code a.merge(a)} equals {@code a}; {@code fromBytes(a.toBytes())} equals
 * {@code a}. Immutable, thread-safe.
 *
 * <p>A host is what shares a template: its name, with the port where it is not the default one.
 * Which sketch belongs to which host is the caller's business.
 */
public final class HostSketch {
  /** Enough to tell a share of one in eight; few enough that what a host changes is soon known. */
  public static final int MAX_PAGES = 64;

  /** A page this much older than the newest tells nothing about the template of today. */
  private static final Duration MAX_AGE = Duration.ofDays(180);

  private static final HostSketch EMPTY = new HostSketch(List.of());

  /** Newest first. */
  private final List<SeenPage> pages;

  HostSketch(List<SeenPage> pages) {
    this.pages = List.copyOf(pages);
  }

  public static HostSketch empty() {
    return EMPTY;
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are not that
   */
  public static HostSketch fromBytes(byte[] bytes) {
    return SketchBytes.read(bytes);
  }

  public byte[] toBytes() {
    return SketchBytes.write(pages);
  }

  /**
   * This sketch with one page more; a page that is known takes its newer form. Counted are the
   * lines that the rules kept, whether or not they were dropped then as learned.
   *
   * @param page what names the page whatever address it was fetched by: its canonical URL
   * @param at when it was fetched
   * @param trace the trace of the page's extraction
   */
  public HostSketch observe(String page, Instant at, Trace trace) {
    List<String> lines =
        trace.blocks().stream()
            .filter(block -> block.kept() || block.rule().equals(LearnedBoilerplate.RULE))
            .map(Trace.BlockDecision::text)
            .toList();
    SeenPage seen = SeenPage.of(page, at.getEpochSecond(), lines);
    return seen.lines().length == 0 ? this : merge(new HostSketch(List.of(seen)));
  }

  /** What both sketches know. */
  public HostSketch merge(HostSketch other) {
    Map<Long, SeenPage> newest = new HashMap<>();
    Stream.concat(pages.stream(), other.pages.stream())
        .forEach(seen -> newest.merge(seen.page(), seen, HostSketch::newer));
    return of(newest.values());
  }

  /** How many pages are remembered. */
  public int pageCount() {
    return pages.size();
  }

  /** The lines that are furniture by what is known now. */
  public LearnedBoilerplate boilerplate() {
    if (pages.size() < LearnedBoilerplate.MIN_PAGES) {
      return LearnedBoilerplate.none();
    }
    Map<Integer, Integer> counts = new HashMap<>();
    for (SeenPage seen : pages) {
      for (int line : seen.lines()) {
        counts.merge(line, 1, Integer::sum);
      }
    }
    counts.values().removeIf(count -> count < LearnedBoilerplate.MIN_PAGES);
    return new LearnedBoilerplate(counts, pages.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostSketch sketch && Arrays.equals(toBytes(), sketch.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  private static HostSketch of(Collection<SeenPage> pages) {
    long newest = pages.stream().mapToLong(SeenPage::seenAt).max().orElse(0);
    return new HostSketch(
        pages.stream()
            .filter(seen -> newest - seen.seenAt() <= MAX_AGE.toSeconds())
            .sorted(SeenPage.NEWEST_FIRST)
            .limit(MAX_PAGES)
            .toList());
  }

  private static SeenPage newer(SeenPage one, SeenPage other) {
    return SeenPage.NEWEST_FIRST.compare(one, other) <= 0 ? one : other;
  }
}
