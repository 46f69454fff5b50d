package org.copydesk.ingest.discover;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What addresses that a site makes up by one recipe have in common: numbers, readable titles and
 * made-up ids are taken out, a part of the path that comes again counts once, and of the query only
 * the names stand. {@code /calendar/2031/05?sid=x7} is {@code /calendar/#?sid}.
 */
final class UrlPattern {

  private static final int MAX_PARTS = 32;
  private static final int MAX_LENGTH = 200;

  /** A part with so many hyphens is a title. */
  private static final int HYPHENS_OF_TITLE = 2;

  /** Letters and digits mixed, and as long as this: an id that a machine made. */
  private static final int LENGTH_OF_ID = 12;

  private UrlPattern() {}

  static String of(String url) {
    URI address = URI.create(url);
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    Set<String> parts = new LinkedHashSet<>();
    for (String part : path.split("/", MAX_PARTS)) {
      // Session ids of Java servers stand in the path.
      parts.add(kind(part.split(";", 2)[0]));
    }
    Set<String> names = new TreeSet<>();
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (String parameter : query.split("&", MAX_PARTS)) {
      names.add(parameter.split("=", 2)[0]);
    }
    String pattern =
        String.join("/", parts) + (query.isEmpty() ? "" : "?" + String.join("&", names));
    return pattern.length() > MAX_LENGTH ? pattern.substring(0, MAX_LENGTH) : pattern;
  }

  private static String kind(String part) {
    long digits = part.chars().filter(c -> c >= '0' && c <= '9').count();
    long hyphens = part.chars().filter(c -> c == '-' || c == '_').count();
    long letters = part.chars().filter(Character::isLetter).count();
    if (digits > 0 && letters == 0) {
      return "#";
    }
    if (hyphens >= HYPHENS_OF_TITLE) {
      return "title";
    }
    boolean isId = digits > 0 && part.length() >= LENGTH_OF_ID;
    return isId ? "id" : numbersOut(part);
  }

  private static String numbersOut(String part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      if (!isDigit) {
        text.append(c);
      } else if (text.isEmpty() || text.charAt(text.length() - 1) != '#') {
        text.append('#');
      }
    }
    return text.toString();
  }
}
