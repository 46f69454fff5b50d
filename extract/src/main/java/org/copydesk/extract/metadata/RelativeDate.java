package org.copydesk.extract.metadata;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.metadata.DateTokens.Kind;
import org.copydesk.extract.metadata.DateTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads "2 hours ago" in many languages against the time when the page was fetched: minutes and
 * hours give a moment, days a day. Without that time it means nothing and is not read.
 */
final class RelativeDate {
  private static final int MAX_TEXT = 60;
  private static final int MAX_AMOUNT = 60;
  private static final Map<String, Set<String>> WORDS = load();

  private RelativeDate() {}

  static @Nullable PublishedDate of(String text, @Nullable Instant fetchedAt) {
    if (fetchedAt == null || text.length() > MAX_TEXT || !hasAgo(text)) {
      return null;
    }
    DateTokens tokens = new DateTokens(text);
    for (int i = 0; i < tokens.size(); i++) {
      Token number = tokens.get(i);
      if (number.isNumber(1, 2) && number.value() <= MAX_AMOUNT) {
        PublishedDate date = dateOf(number.value(), tokens.get(i + 1), fetchedAt);
        if (date != null) {
          return date;
        }
      }
    }
    return null;
  }

  private static boolean hasAgo(String text) {
    String lower = " " + text.toLowerCase(Locale.ROOT) + " ";
    for (String word : words("ago")) {
      boolean dense = word.charAt(0) >= '\u2e80';
      if (lower.contains(dense ? word : " " + word + " ")) {
        return true;
      }
    }
    return lower.contains(" il y a ");
  }

  private static @Nullable PublishedDate dateOf(int amount, Token unit, Instant fetchedAt) {
    String kind = unit.kind() == Kind.WORD ? "" : "-sign";
    if (words("minute" + kind).contains(unit.text())) {
      return moment(fetchedAt.minus(Duration.ofMinutes(amount)));
    }
    if (words("hour" + kind).contains(unit.text())) {
      return moment(fetchedAt.minus(Duration.ofHours(amount)));
    }
    boolean days = words("day" + kind).contains(unit.text());
    return days
        ? new PublishedDate.Day(
            fetchedAt.minus(Duration.ofDays(amount)).atOffset(ZoneOffset.UTC).toLocalDate())
        : null;
  }

  private static PublishedDate moment(Instant instant) {
    return new PublishedDate.Zoned(instant.atOffset(ZoneOffset.UTC));
  }

  private static Set<String> words(String kind) {
    return WORDS.getOrDefault(kind, Set.of());
  }

  private static Map<String, Set<String>> load() {
    Map<String, Set<String>> words = new HashMap<>();
    for (String line : DataFile.lines("relative-words.txt")) {
      int bar = line.indexOf('|');
      words.put(
          line.substring(0, bar),
          Set.copyOf(Arrays.asList(line.substring(bar + 1).split(" ", -1))));
    }
    return words;
  }
}
