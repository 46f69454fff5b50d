package org.copydesk.ingest.why;

import crawlercommons.robots.SimpleRobotRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.copydesk.ingest.fetch.UserAgent;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsText;

/**
 * Finds the line of a robots.txt that holds the rule which decides about a URL. What decides is
 * {@link Robots}' business; here its line is looked for, first in the groups for our name, or else
 * in those for all.
 */
final class RobotsLines {

  private RobotsLines() {}

  /**
   * One line.
   *
   * @param number from 1
   * @param text as it stands there
   * @param allows whether it allows what it matches
   */
  record Line(int number, String text, boolean allows) {}

  /** The deciding line for a URL; empty when no rule speaks of it. */
  static Optional<Line> deciding(Robots robots, URI url) {
    return robots.deciding(url).flatMap(rule -> line(robots.text(), rule));
  }

  private static Optional<Line> line(String text, Robots.Rule sought) {
    List<Line> own = new ArrayList<>();
    List<Line> all = new ArrayList<>();
    boolean isOwn = false;
    boolean isAll = false;
    boolean namesAgents = false;
    int number = 0;
    for (String raw : RobotsText.lines(text)) {
      number++;
      String line = RobotsText.mended(withoutComment(raw));
      String key = key(line);
      if (key.endsWith("agent")) {
        isOwn = isOwnName(value(line)) || (namesAgents && isOwn);
        isAll = value(line).equals("*") || (namesAgents && isAll);
        namesAgents = true;
      } else if (isRule(key)) {
        namesAgents = false;
        Line rule = new Line(number, raw.strip(), !key.startsWith("d"));
        boolean isSought =
            rule.allows() == sought.allows() && pattern(line).equals(sought.pattern());
        addIf(isSought && isOwn, rule, own);
        addIf(isSought && isAll, rule, all);
      }
    }
    return own.stream().findFirst().or(() -> all.stream().findFirst());
  }

  private static void addIf(boolean holds, Line line, List<Line> lines) {
    if (holds) {
      lines.add(line);
    }
  }

  /** Misspelt ones too, as crawler-commons takes them. */
  private static boolean isRule(String key) {
    return key.startsWith("al") || key.startsWith("di");
  }

  private static boolean isOwnName(String agent) {
    int end = 0;
    while (end < agent.length() && isTokenCharacter(agent.charAt(end))) {
      end++;
    }
    return agent.substring(0, end).equalsIgnoreCase(UserAgent.PRODUCT);
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  private static String key(String line) {
    return line.substring(0, keyEnd(line)).strip().toLowerCase(Locale.ROOT);
  }

  private static String value(String line) {
    return line.substring(Math.min(keyEnd(line) + 1, line.length())).strip();
  }

  /** Where the colon stands; a blank does for it where there is none. */
  private static int keyEnd(String line) {
    int colon = line.indexOf(':');
    int blank = line.indexOf(' ');
    int end = colon < 0 ? blank : colon;
    return end < 0 ? line.length() : end;
  }

  /** The rule in the form that crawler-commons keeps it in, with its escapes in one form. */
  private static String pattern(String line) {
    return SimpleRobotRules.escapePath(value(line), null);
  }
}
