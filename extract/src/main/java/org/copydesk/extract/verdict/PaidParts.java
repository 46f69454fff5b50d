package org.copydesk.extract.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a page that it marks as not free, by the selectors of its linked data. Whoever wrote
 * the page wrote them, so only what takes little time is followed: names, classes, ids, attributes
 * and their negation, and on pages that are not too large a few places such as {@code
 * :first-of-type}; no regular expression, nothing that looks inside other elements.
 */
final class PaidParts {
  /** Besides letters and digits. */
  private static final String PLAIN = "_-.#,> []=\"'*^$|/";

  /** What an element is not, by the same signs but for steps. */
  private static final Pattern NEGATION =
      Pattern.compile(":not\\((?:[\\p{L}\\p{Nd}_.#\\[\\]=\"'*^$|/-]|, ?)*\\)");

  private static final Pattern PLACE =
      Pattern.compile(
          ":(?:(?:first|last)-(?:child|of-type)"
              + "|nth-(?:last-)?(?:child|of-type)\\((?:[0-9n+ -]{1,12}|even|odd)\\))");

  /** To find an element's place its siblings are counted, for each element and place anew. */
  private static final int MOST_PLACES = 4;

  private static final int MOST_NODES = 10_000;

  /** "div div div ..." looks through an element's ancestors for each of them. */
  private static final int MOST_STEPS = 6;

  /** Parted by commas; each is looked for by itself. */
  private static final int MOST_GROUPS = 12;

  private PaidParts() {}

  /**
   * How many letters the page shows of them, up to so many as are enough; empty when no selector
   * can be followed.
   */
  static OptionalInt letters(Document document, List<String> selectors, int enough) {
    boolean places = mayLookAtPlaces(document, selectors);
    return selectors.stream()
        .filter(selector -> isFollowed(selector, places))
        .map(selector -> parts(document, selector))
        .flatMap(Optional::stream)
        .mapToInt(parts -> longest(parts, enough))
        .max();
  }

  private static boolean mayLookAtPlaces(Document document, List<String> selectors) {
    long places = PLACE.matcher(String.join(",", selectors)).results().count();
    return places > 0
        && places <= MOST_PLACES
        && document.nodeStream().limit(MOST_NODES).count() < MOST_NODES;
  }

  private static boolean isFollowed(String selector, boolean places) {
    if (selector.indexOf(':') < 0) {
      return isPlain(selector);
    }
    String unplaced = places ? PLACE.matcher(selector).replaceAll("") : selector;
    return isPlain(NEGATION.matcher(unplaced).replaceAll(""));
  }

  private static boolean isPlain(String selector) {
    String[] groups = selector.split(",", -1);
    return groups.length <= MOST_GROUPS
        && Arrays.stream(groups).allMatch(PaidParts::hasFewSteps)
        && selector.chars().allMatch(s -> Character.isLetterOrDigit(s) || PLAIN.indexOf(s) >= 0);
  }

  private static boolean hasFewSteps(String group) {
    return group.strip().chars().filter(sign -> sign == ' ' || sign == '>').count() <= MOST_STEPS;
  }

  /** Empty for what is no selector: the page errs, its other selectors may still say something. */
  private static Optional<Elements> parts(Document document, String selector) {
    try {
      return Optional.of(document.select(selector));
    } catch (SelectorParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Parts stand in the order of the page: one inside the last holds no more than that. */
  private static int longest(Elements parts, int enough) {
    int longest = 0;
    Element outer = null;
    for (Element part : parts) {
      if (longest < enough && !isInside(part, outer)) {
        longest = Math.max(longest, letters(part, enough));
        outer = part;
      }
    }
    return longest;
  }

  @SuppressWarnings("ReferenceEquality") // the very element is meant
  private static boolean isInside(Element part, @Nullable Element outer) {
    Element at = part.parent();
    while (at != null && at != outer) {
      at = at.parent();
    }
    return at != null;
  }

  private static int letters(Element part, int enough) {
    int[] letters = {0};
    part.filter(
        (node, depth) -> {
          letters[0] += node instanceof TextNode text ? ArticleJudge.letters(text.text()) : 0;
          return letters[0] < enough
              ? NodeFilter.FilterResult.CONTINUE
              : NodeFilter.FilterResult.STOP;
        });
    return letters[0];
  }
}
