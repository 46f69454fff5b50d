package org.copydesk.ingest.visit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.copydesk.ingest.fetch.UserAgent;

/**
 * The X-Robots-Tag header. {@code noindex} and {@code none} mean that a page is not to be kept;
 * {@code noarchive} and {@code nosnippet} speak of what search engines show, which we do not.
 *
 * @see <a href="https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag">Robots
 *     meta tag specifications</a>
 */
public final class RobotsTag {

  private static final Set<String> FORBIDDING = Set.of("noindex", "none");
  private static final int MAX_RULES = 32;

  private RobotsTag() {}

  /** Whether one of the header's values forbids keeping the page, to all or to us by name. */
  public static boolean forbids(List<String> values) {
    return values.stream().anyMatch(RobotsTag::forbids);
  }

  private static boolean forbids(String value) {
    String rules = value.toLowerCase(Locale.ROOT);
    if (isForAnother(rules)) {
      return false;
    }
    String own = UserAgent.PRODUCT + ":";
    String plain = rules.strip().startsWith(own) ? rules.strip().substring(own.length()) : rules;
    for (String rule : plain.split(",", MAX_RULES)) {
      if (FORBIDDING.contains(rule.strip())) {
        return true;
      }
    }
    return false;
  }

  /** A value can begin with a crawler's name; a rule with a value of its own looks alike. */
  private static boolean isForAnother(String rules) {
    int colon = rules.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String name = rules.substring(0, colon).strip();
    boolean isRule = name.startsWith("max-") || name.equals("unavailable_after");
    return !isRule && name.indexOf(',') < 0 && !name.equals(UserAgent.PRODUCT);
  }
}
