package org.copydesk.ingest.robots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.copydesk.ingest.fetch.UserAgent;

/**
 * One list of rules, of an X-Robots-Tag header or a meta element: those that are meant for all or
 * for us by name.
 *
 * @param rules in lower case
 * @param ends the dates after which the page is no longer to be kept, as written
 * @see <a href="https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag">Robots
 *     meta tag specifications</a>
 */
record RobotsTag(Set<String> rules, List<String> ends) {

  private static final int MAX_RULES = 32;
  private static final String END = "unavailable_after";

  RobotsTag {
    rules = Set.copyOf(rules);
    ends = List.copyOf(ends);
  }

  /** Reads a list. A name and a colon before a rule say whom it and those behind it are for. */
  static RobotsTag parse(String text) {
    List<String> parts = List.of(text.split(",", MAX_RULES));
    List<String> rules = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    boolean isForUs = true;
    for (int i = 0; i < parts.size(); i++) {
      String rule = parts.get(i).strip();
      if (namesCrawler(rule)) {
        String name = rule.substring(0, rule.indexOf(':')).strip();
        isForUs = name.equalsIgnoreCase(UserAgent.PRODUCT);
        rule = rule.substring(rule.indexOf(':') + 1).strip();
      }
      if (isForUs && rule.toLowerCase(Locale.ROOT).startsWith(END)) {
        ends.addAll(dates(rule, parts.subList(i + 1, parts.size())));
      } else if (isForUs) {
        rules.add(rule.toLowerCase(Locale.ROOT));
      }
    }
    return new RobotsTag(Set.copyOf(rules), ends);
  }

  /** A rule with a value of its own looks like a crawler's name and its rule; a time does too. */
  private static boolean namesCrawler(String rule) {
    int colon = rule.indexOf(':');
    String name = colon < 0 ? "" : rule.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    boolean isName =
        !name.isEmpty()
            && name.chars().allMatch(c -> Character.isLetter(c) || c == '-' || c == '_');
    return isName && !name.startsWith("max-") && !name.equals(END);
  }

  /** A date may hold a comma itself, behind the day of the week. */
  private static List<String> dates(String rule, List<String> behind) {
    int colon = rule.indexOf(':');
    String date = colon < 0 ? "" : rule.substring(colon + 1).strip();
    return behind.isEmpty()
        ? List.of(date)
        : List.of(date, date + ", " + behind.getFirst().strip());
  }
}
