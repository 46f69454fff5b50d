package org.copydesk.extract.metadata;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Tells dates that announce something, such as a concert or the end of an offer, from those of the
 * article: by the words before them, in {@code event-words.txt}, or by the box they stand in.
 */
final class EventDates {
  private static final List<String> WORDS = DataFile.lines("event-words.txt");

  private static final String SEPARATORS = "|·•∙";

  /** What style sheets and counters of clicks call so: utility classes and names for analytics. */
  private static final List<String> NO_EVENTS =
      List.of("pointer-event", "ga-event", "gtm-event", "track-event", "click-event", "js-event");

  /** Boxes further out may be of a page that is all called "events". */
  private static final int MAX_BOXES = 3;

  private EventDates() {}

  /**
   * Whether the words before a date, back to a sign that parts it from others, say that something
   * takes place or ends then; not where they say that the text was published then.
   */
  static boolean isAnnounced(String before) {
    String lower = behindSeparator(before).toLowerCase(Locale.ROOT);
    if (DateLine.isPublished(lower)) {
      return false;
    }
    for (String word : WORDS) {
      int at = lower.indexOf(word);
      int end = at + word.length();
      if (at >= 0
          && (at == 0 || !Character.isLetter(lower.charAt(at - 1)))
          && (end == lower.length() || !Character.isLetter(lower.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static String behindSeparator(String text) {
    int start = text.length();
    while (start > 0 && SEPARATORS.indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    return text.substring(start);
  }

  /** Whether a small box around a node, apart from the headline, is called an event's. */
  static boolean isInEvent(@Nullable Node node, HeadlinePlace place) {
    Node box = node;
    for (int boxes = 0; box != null && boxes < MAX_BOXES; box = box.parent()) {
      if (box instanceof Element element) {
        boxes++;
        if (place.isAround(element) || element.nameIs("article")) {
          return false;
        }
        if (isCalledEvent(element)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCalledEvent(Element element) {
    return element.attributesSize() > 0
        && (holdsEvent(element.className())
            || holdsEvent(element.id())
            || element.attr("itemtype").endsWith("Event")
            || element.attr("itemprop").equals("startDate")
            || element.attr("itemprop").equals("endDate"));
  }

  /** Whether one of the words of a name is "event": not "eventually", but "event-date". */
  private static boolean holdsEvent(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int at = NO_EVENTS.stream().anyMatch(lower::contains) ? -1 : lower.indexOf("event");
    while (at >= 0) {
      int end = at + 5 + (lower.startsWith("s", at + 5) ? 1 : 0);
      boolean begins = at == 0 || !Character.isLetter(lower.charAt(at - 1));
      if (begins && (end == name.length() || !Character.isLowerCase(name.charAt(end)))) {
        return true;
      }
      at = lower.indexOf("event", at + 5);
    }
    return false;
  }
}
