package org.copydesk.extract.learned;

import java.util.Map;
import java.util.Optional;

/**
 * The lines that are furniture on one host, as a {@link HostSketch} knew them at one moment.
 * Immutable, thread-safe.
 *
 * <p>It says which lines repeat; that nothing is dropped which is most of an article is seen to
 * where blocks are decided on.
 */
public final class LearnedBoilerplate {
  /** The rule's name where a block's decision is told. */
  public static final String RULE = "learned-boilerplate";

  /**
   * On fewer pages nothing is furniture: the parts of a series, or one story told again in the
   * editions of a region, share lines too.
   */
  static final int MIN_PAGES = 6;

  /** A label on one page in eight is furniture: plugins and shows have lines on some pages only. */
  private static final int LABEL_SHARE = 8;

  /**
   * A whole sentence must stand on one page in three: reporters copy a paragraph of background into
   * all that they write about one affair, but an affair is seldom a third of what a host tells.
   */
  private static final int SENTENCE_SHARE = 3;

  /**
   * A sentence that counts must stand on every other page: that its number is left out of account
   * makes it easier to find twice, and a host may tell the weather or a price in the same words.
   */
  private static final int COUNT_SHARE = 2;

  private static final LearnedBoilerplate NONE = new LearnedBoilerplate(Map.of(), 0);

  private final Map<Integer, Integer> pagesByLine;
  private final int pages;

  LearnedBoilerplate(Map<Integer, Integer> pagesByLine, int pages) {
    this.pagesByLine = Map.copyOf(pagesByLine);
    this.pages = pages;
  }

  /** Nothing is known. */
  public static LearnedBoilerplate none() {
    return NONE;
  }

  /** Whether there is no line to look for. */
  public boolean isEmpty() {
    return pagesByLine.isEmpty();
  }

  /** How often the line was seen, if that makes it furniture. */
  public Optional<Sighting> find(String line) {
    if (isEmpty() || !LineForm.isLine(line)) {
      return Optional.empty();
    }
    LineForm form = LineForm.of(line);
    int seen = pagesByLine.getOrDefault(form.fingerprint(), 0);
    return seen >= MIN_PAGES && seen * share(form.kind()) >= pages
        ? Optional.of(new Sighting(seen, pages))
        : Optional.empty();
  }

  private static int share(LineForm.Kind kind) {
    return switch (kind) {
      case LABEL -> LABEL_SHARE;
      case COUNT -> COUNT_SHARE;
      case SENTENCE -> SENTENCE_SHARE;
    };
  }

  /** A line stood on {@code seen} of the {@code pages} remembered. */
  public record Sighting(int seen, int pages) {
    @Override
    public String toString() {
      return "on " + seen + " of " + pages + " pages of this host";
    }
  }
}
