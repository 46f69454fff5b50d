package org.copydesk.ingest.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How an address is built, without its particular words: {@code /world/2026/11/23/ships-come-back}
 * is {@code /w/Y/n/n/slug}. Addresses that a site makes for one purpose have one shape.
 *
 * @param text the shape, for comparing
 * @param slugWords words of the longest readable part
 * @param idDigits digits of the longest number that is no date
 * @param dateParts year, month and day that stand in the path: 0 to 3
 * @param depth parts of the path
 * @param isStatic whether a part is a word that sites use for what is no article
 */
record LinkShape(
    String text, int slugWords, int idDigits, int dateParts, int depth, boolean isStatic) {

  private static final int MAX_SEGMENTS = 12;
  private static final int MAX_SLUG_WORDS = 12;

  /** Words of addresses, in English as the publishing systems write them. */
  private static final Set<String> STATIC_WORDS =
      Set.of(
          "about",
          "account",
          "advertise",
          "advertising",
          "archive",
          "archives",
          "author",
          "authors",
          "autor",
          "category",
          "categories",
          "comments",
          "contact",
          "contacts",
          "cookie",
          "cookies",
          "donate",
          "events",
          "faq",
          "feed",
          "feeds",
          "forum",
          "help",
          "imprint",
          "impressum",
          "jobs",
          "login",
          "logout",
          "mobile",
          "newsletter",
          "newsletters",
          "page",
          "privacy",
          "profile",
          "register",
          "registration",
          "rss",
          "search",
          "shop",
          "signin",
          "signup",
          "sitemap",
          "store",
          "subscribe",
          "subscription",
          "tag",
          "tags",
          "terms",
          "topic",
          "topics",
          "user",
          "users",
          "weather",
          "wp-content",
          "wp-login.php");

  static LinkShape of(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath().toLowerCase(Locale.ROOT);
    Reading reading = new Reading();
    for (String segment : path.split("/", MAX_SEGMENTS)) {
      if (!segment.isEmpty()) {
        reading.take(segment);
      }
    }
    reading.query(url.getRawQuery());
    return reading.shape();
  }

  /** Takes an address in, part by part. */
  private static final class Reading {
    private final List<String> parts = new ArrayList<>();
    private final Set<String> parameters = new TreeSet<>();
    private int slugWords;
    private int idDigits;
    private int dateParts;
    private boolean isStatic;

    void take(String segment) {
      isStatic |= STATIC_WORDS.contains(segment);
      String stem = withoutExtension(segment);
      boolean isNumber = stem.chars().allMatch(c -> c >= '0' && c <= '9');
      if (isNumber) {
        parts.add(number(stem));
        return;
      }
      int words = words(stem);
      int digits = longestNumber(stem);
      slugWords = Math.max(slugWords, words);
      if (looksDated(stem)) {
        dateParts = Math.max(dateParts, 3);
      } else {
        idDigits = Math.max(idDigits, digits);
      }
      parts.add(words >= 3 ? "slug" : digits >= 5 ? "id" : "w");
    }

    /** A year, a month or day after it, or an id. */
    private String number(String digits) {
      boolean isYear = digits.length() == 4 && (digits.startsWith("20") || digits.startsWith("19"));
      boolean isDay = digits.length() == 8 && digits.startsWith("20");
      if (isYear || isDay) {
        dateParts = isDay ? 3 : Math.max(1, dateParts);
        return isDay ? "D" : "Y";
      }
      if (digits.length() <= 2 && dateParts > 0) {
        dateParts = Math.min(3, dateParts + 1);
        return "n";
      }
      idDigits = Math.max(idDigits, digits.length());
      return digits.length() >= 4 ? "id" : "n";
    }

    void query(@Nullable String query) {
      if (query == null) {
        return;
      }
      for (String parameter : query.toLowerCase(Locale.ROOT).split("&", MAX_SEGMENTS)) {
        int equals = parameter.indexOf('=');
        // An address within an address is a counter of clicks, mostly of an advertisement.
        isStatic |= parameter.contains("://") || parameter.contains("%3a%2f%2f");
        parameters.add(equals < 0 ? parameter : parameter.substring(0, equals));
        idDigits = Math.max(idDigits, longestNumber(parameter.substring(equals + 1)));
      }
    }

    LinkShape shape() {
      String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
      String text = "/" + String.join("/", parts) + query;
      return new LinkShape(text, slugWords, idDigits, dateParts, parts.size(), isStatic);
    }
  }

  private static String withoutExtension(String segment) {
    int dot = segment.lastIndexOf('.');
    boolean isExtension = dot > 0 && segment.length() - dot <= 6;
    return isExtension ? segment.substring(0, dot) : segment;
  }

  /** Parts between hyphens and the like that have a letter; percent-encoded ones count as one. */
  private static int words(String stem) {
    int words = 0;
    boolean isInWord = false;
    for (int i = 0; i < stem.length(); i++) {
      char c = stem.charAt(i);
      boolean isLetter = Character.isLetter(c) || c == '%';
      boolean isDivider = c == '-' || c == '_' || c == '+' || c == ',';
      if (isDivider) {
        isInWord = false;
      } else if (isLetter && !isInWord) {
        isInWord = true;
        words++;
      }
    }
    return Math.min(words, MAX_SLUG_WORDS);
  }

  private static int longestNumber(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      run = c >= '0' && c <= '9' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** {@code 2026-11-23} or {@code 20261123} somewhere in it. */
  private static boolean looksDated(String stem) {
    for (int at = stem.indexOf("20"); at >= 0; at = stem.indexOf("20", at + 1)) {
      boolean isPlain = digitsAt(stem, at) == 8;
      boolean isDivided =
          digitsAt(stem, at) == 4 && digitsAt(stem, at + 5) == 2 && digitsAt(stem, at + 8) == 2;
      if ((at == 0 || !Character.isDigit(stem.charAt(at - 1))) && (isPlain || isDivided)) {
        return true;
      }
    }
    return false;
  }

  private static int digitsAt(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return Math.max(0, end - from);
  }
}
