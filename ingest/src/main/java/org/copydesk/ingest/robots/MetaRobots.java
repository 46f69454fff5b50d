package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copydesk.ingest.fetch.UserAgent;

/**
 * The robots rules in a page's own {@code <meta>} elements, read without parsing the page: only the
 * head's beginning is looked at, and in it only what lies between {@code <meta} and the next {@code
 * >}. Linear in the page's size.
 *
 * @see RobotsTag what the rules mean
 */
final class MetaRobots {

  /** Heads that are longer have long scripts behind their meta elements. */
  private static final int MAX_HEAD = 64 * 1024;

  private static final int MAX_ELEMENT = 1_000;
  private static final String META = "<meta";

  /** Possessive throughout: a name, and a value with or without quotes. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([a-z:-]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))");

  private MetaRobots() {}

  /** Whether the page says that it is not to be kept. */
  static boolean forbids(byte[] page) {
    String head =
        new String(page, 0, Math.min(MAX_HEAD, page.length), ISO_8859_1).toLowerCase(Locale.ROOT);
    int end = head.indexOf("<body");
    String scanned = end < 0 ? head : head.substring(0, end);
    List<String> rules = new ArrayList<>();
    for (int at = scanned.indexOf(META); at >= 0; at = scanned.indexOf(META, at + META.length())) {
      int close = scanned.indexOf('>', at);
      int stop = close < 0 ? scanned.length() : close;
      addRules(scanned.substring(at + META.length(), Math.min(stop, at + MAX_ELEMENT)), rules);
    }
    return RobotsTag.forbids(rules);
  }

  private static void addRules(String element, List<String> rules) {
    String name = "";
    String content = "";
    Matcher attributes = ATTRIBUTE.matcher(element);
    while (attributes.find()) {
      switch (attributes.group(1)) {
        case "name" -> name = value(attributes);
        case "content" -> content = value(attributes);
        default -> {
          // Others say nothing about robots.
        }
      }
    }
    if (name.strip().equals("robots") || name.strip().equals(UserAgent.PRODUCT)) {
      rules.add(content);
    }
  }

  private static String value(Matcher attribute) {
    for (int group = 2; group <= 4; group++) {
      String value = attribute.group(group);
      if (value != null) {
        return value;
      }
    }
    return "";
  }
}
