package org.copydesk.ingest.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copydesk.ingest.fetch.UserAgent;

/**
 * The robots rules in a page's own {@code <meta>} elements, read without parsing the page: only the
 * head's beginning is looked at, and in it only tags, not comments, scripts and other text. Linear
 * in the page's size.
 */
final class MetaRobots {

  /** Heads that are longer have long scripts behind their meta elements. */
  private static final int MAX_HEAD = 64 * 1024;

  private static final int MAX_ELEMENT = 1_000;

  /** What stands in these is text, whatever it looks like. */
  private static final List<String> TEXTS =
      List.of("script", "style", "title", "textarea", "template", "xmp", "iframe", "noframes");

  /** Possessive throughout: a name, and a value with or without quotes. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Za-z:-]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))");

  private final String head;

  /** The same in lower case; in this charset no letter becomes two by that. */
  private final String lower;

  private final List<RobotsTag> found = new ArrayList<>();

  private MetaRobots(String head) {
    this.head = head;
    this.lower = head.toLowerCase(Locale.ROOT);
  }

  /** The lists of rules in the page's head that are meant for all or for us. */
  static List<RobotsTag> read(byte[] page) {
    String head = new String(page, 0, Math.min(MAX_HEAD, page.length), ISO_8859_1);
    MetaRobots robots = new MetaRobots(head);
    if (robots.lower.contains("robots") || robots.lower.contains(UserAgent.PRODUCT)) {
      robots.scan();
    }
    return List.copyOf(robots.found);
  }

  private void scan() {
    int at = head.indexOf('<');
    while (at >= 0 && !isTag(at, "body")) {
      if (isTag(at, "meta")) {
        addRules(head.substring(at, tagEnd(at)));
      }
      at = head.indexOf('<', behind(at));
    }
  }

  /** Where to look on after what begins here. */
  private int behind(int at) {
    if (head.startsWith("<!--", at)) {
      return behindNext("-->", at + 4);
    }
    for (String text : TEXTS) {
      if (isTag(at, text)) {
        return behindNext("</" + text, at);
      }
    }
    return at + 1;
  }

  private int behindNext(String end, int from) {
    int found = lower.indexOf(end, from);
    return found < 0 ? head.length() : found + end.length();
  }

  private boolean isTag(int at, String name) {
    int end = at + 1 + name.length();
    return lower.startsWith(name, at + 1)
        && end < head.length()
        && " \t\r\n\f/>".indexOf(head.charAt(end)) >= 0;
  }

  /** Where the tag ends: a bracket within quotes does not end it. */
  private int tagEnd(int at) {
    char quote = 0;
    int limit = Math.min(head.length(), at + MAX_ELEMENT);
    for (int i = at; i < limit; i++) {
      char c = head.charAt(i);
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == 0 && c == '>') {
        return i;
      }
    }
    return limit;
  }

  private void addRules(String element) {
    String name = "";
    String content = "";
    Matcher attributes = ATTRIBUTE.matcher(element);
    while (attributes.find()) {
      switch (attributes.group(1).toLowerCase(Locale.ROOT)) {
        case "name" -> name = value(attributes);
        case "content" -> content = value(attributes);
        default -> {
          // Others say nothing about robots.
        }
      }
    }
    if (name.strip().equalsIgnoreCase("robots")
        || name.strip().equalsIgnoreCase(UserAgent.PRODUCT)) {
      found.add(RobotsTag.parse(content));
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
