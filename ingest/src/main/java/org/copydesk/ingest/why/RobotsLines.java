package org.copydesk.ingest.why;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.copydesk.ingest.fetch.UserAgent;

/**
 * Finds the line of a robots.txt that decides about a path, after RFC 9309 section 2.2: of the
 * groups for our name, or else of those for all, the longest matching rule, and Allow where two are
 * equally long. It only explains; what may be fetched is {@link org.copydesk.ingest.robots.Robots}'
 * decision, and where the two differ no line is named.
 */
final class RobotsLines {

  private static final int MAX_LINES = 50_000;

  private RobotsLines() {}

  /**
   * One line.
   *
   * @param number from 1
   * @param text as it stands there
   * @param allows whether it allows what it matches
   */
  record Line(int number, String text, boolean allows) {}

  private record Rule(Line line, String pattern) {}

  /** The deciding line for a path with its query; empty when no rule speaks of it. */
  static Optional<Line> deciding(String robots, String path) {
    List<Rule> own = new ArrayList<>();
    List<Rule> all = new ArrayList<>();
    read(robots, own, all);
    Rule best = null;
    for (Rule rule : own.isEmpty() && !hasOwnGroup(robots) ? all : own) {
      if (matches(rule.pattern(), path) && (best == null || isStronger(rule, best))) {
        best = rule;
      }
    }
    return Optional.ofNullable(best).map(Rule::line);
  }

  private static boolean isStronger(Rule rule, Rule best) {
    int longer = Integer.compare(rule.pattern().length(), best.pattern().length());
    return longer > 0 || (longer == 0 && rule.line().allows() && !best.line().allows());
  }

  private static void read(String robots, List<Rule> own, List<Rule> all) {
    boolean isOwn = false;
    boolean isAll = false;
    boolean namesAgents = false;
    int number = 0;
    for (String text : robots.split("\r\n|\n|\r", MAX_LINES)) {
      number++;
      String key = key(text);
      String value = value(text);
      if (key.equals("user-agent")) {
        isOwn = isOwnName(value) || (namesAgents && isOwn);
        isAll = value.equals("*") || (namesAgents && isAll);
        namesAgents = true;
      } else if (key.equals("allow") || key.equals("disallow")) {
        namesAgents = false;
        Rule rule = new Rule(new Line(number, text.strip(), key.equals("allow")), value);
        if (!value.isEmpty()) {
          addIf(isOwn, rule, own);
          addIf(isAll, rule, all);
        }
      }
    }
  }

  private static void addIf(boolean holds, Rule rule, List<Rule> rules) {
    if (holds) {
      rules.add(rule);
    }
  }

  /** A group for us without rules allows us everything, whatever holds for all. */
  private static boolean hasOwnGroup(String robots) {
    for (String text : robots.split("\r\n|\n|\r", MAX_LINES)) {
      if (key(text).equals("user-agent") && isOwnName(value(text))) {
        return true;
      }
    }
    return false;
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

  private static String key(String line) {
    String plain = plain(line);
    int colon = plain.indexOf(':');
    return colon < 0 ? "" : plain.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }

  private static String value(String line) {
    String plain = plain(line);
    return plain.substring(plain.indexOf(':') + 1).strip();
  }

  /** The text was kept byte by byte; a byte-order mark may stand before the first line. */
  private static String plain(String line) {
    String mark =
        new String(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, StandardCharsets.ISO_8859_1);
    String text = line.startsWith(mark) ? line.substring(mark.length()) : line;
    int comment = text.indexOf('#');
    return comment < 0 ? text : text.substring(0, comment);
  }

  /** {@code *} stands for any characters, {@code $} at the end for the path's end. */
  private static boolean matches(String pattern, String path) {
    boolean isWhole = pattern.endsWith("$");
    String[] parts =
        (isWhole ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
    if (!path.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      boolean isLast = i == parts.length - 1;
      int found = isLast && isWhole ? lastPlace(path, parts[i], at) : path.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return !isWhole || at == path.length();
  }

  private static int lastPlace(String path, String end, int from) {
    return path.endsWith(end) && path.length() - end.length() >= from
        ? path.length() - end.length()
        : -1;
  }
}
