package org.copydesk.extract.metadata;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/** Reads a heading as a reader sees it: without text for screen readers and without a kicker. */
final class HeadingText {
  private static final List<String> UNSEEN =
      List.of(
          "visually-hidden", "visuallyhidden", "sr-only", "sronly", "screen-reader", "offscreen");
  private static final List<String> KICKERS =
      List.of("kicker", "eyebrow", "overline", "dachzeile", "topline", "spitzmarke", "roofline");

  private HeadingText() {}

  static String of(Element heading, int limit) {
    if (heading.firstElementChild() == null) {
      return MetadataText.asShown(heading, limit, MetadataText::isHidden);
    }
    Predicate<Element> unseen =
        element ->
            MetadataText.isHidden(element) || (!element.equals(heading) && isUnseen(element));
    String seen = MetadataText.asShown(heading, limit, unseen);
    String bare = MetadataText.asShown(heading, limit, unseen.or(e -> isKicker(heading, e)));
    if (isWithoutKicker(bare, seen)) {
      return bare;
    }
    return seen.isEmpty() ? MetadataText.asShown(heading, limit, MetadataText::isHidden) : seen;
  }

  /** A kicker that a colon or a dash joins to the headline belongs to it. */
  private static boolean isWithoutKicker(String bare, String seen) {
    if (bare.indexOf(' ') < 0 || bare.length() >= seen.length() || !seen.endsWith(bare)) {
      return false;
    }
    String kicker = seen.substring(0, seen.length() - bare.length()).strip();
    return !SiteName.isSeparator(bare.charAt(0))
        && !SiteName.isSeparator(kicker.charAt(kicker.length() - 1));
  }

  /**
   * A sign alone may be hidden for its looks, as the colon behind a kicker on a line of its own.
   */
  private static boolean isUnseen(Element element) {
    boolean unseen =
        element.hasAttr("hidden")
            || holds(element, UNSEEN)
            || element.attr("style").replace(" ", "").contains("display:none");
    return unseen && element.text().chars().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean isKicker(Element heading, Element element) {
    return !element.equals(heading) && holds(element, KICKERS);
  }

  private static boolean holds(Element element, List<String> words) {
    String names = element.className();
    if (names.isEmpty()) {
      return false;
    }
    String lower = names.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains);
  }
}
