package org.copydesk.extract.metadata;

import java.util.List;
import java.util.Locale;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.metadata.DateReader.Found;

/** What the words around the dates of a visible text say: which date is the one of a change. */
final class DateLine {
  private static final List<String> UPDATE_WORDS = DataFile.lines("update-words.txt");
  private static final List<String> PUBLISHED_WORDS = DataFile.lines("published-words.txt");

  /** So many words in small letters make a sentence. */
  private static final int SENTENCE = 6;

  private static final char FIRST_DENSE = '\u3040';

  /** A date, and whether it is one of a change. */
  record Dated(PublishedDate date, boolean change) {}

  private DateLine() {}

  /**
   * Each date with the nearest label before it; behind it where the text begins with a date and
   * ends with a label.
   */
  static List<Dated> dated(String text, List<Found> found) {
    if (found.size() == 1) {
      return List.of(new Dated(found.getFirst().date(), isChangedAt(text, found.getFirst())));
    }
    int last = found.size() - 1;
    boolean behind =
        !isLabel(text.substring(0, found.getFirst().start()))
            && isLabel(text.substring(found.get(last).end()));
    return found.stream()
        .map(date -> new Dated(date.date(), isChange(labelOf(text, found, date, behind))))
        .toList();
  }

  /** A label behind a date belongs to it when no other figure follows: "4 May - updated at 9". */
  private static boolean isChangedAt(String text, Found date) {
    String before = text.substring(0, date.start());
    String behind = text.substring(date.end());
    boolean another = behind.chars().anyMatch(Character::isDigit);
    return isChange(before) || (isChange(behind) && !isLabel(before) && !another);
  }

  private static String labelOf(String text, List<Found> found, Found date, boolean behind) {
    int at = found.indexOf(date);
    if (behind) {
      int end = at + 1 < found.size() ? found.get(at + 1).start() : text.length();
      return text.substring(date.end(), end);
    }
    return text.substring(at == 0 ? 0 : found.get(at - 1).end(), date.start());
  }

  /** Whether a text says that its date is one of a change. */
  static boolean isChange(String text) {
    return holds(text.toLowerCase(Locale.ROOT), UPDATE_WORDS);
  }

  /** Whether a text says that its date is the one of publication. */
  static boolean isPublished(String text) {
    return holds(text.toLowerCase(Locale.ROOT), PUBLISHED_WORDS);
  }

  private static boolean isLabel(String text) {
    return isChange(text) || isPublished(text);
  }

  private static boolean holds(String lower, List<String> words) {
    for (String word : words) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text is a sentence that tells of its date, and not there to give it. */
  static boolean isTold(String text, List<Found> found) {
    if (text.isEmpty() || ".!?…।。".indexOf(text.charAt(text.length() - 1)) < 0) {
      return false;
    }
    String before = text.substring(0, found.getFirst().start());
    return !isLabel(before)
        && smallWords(before) + smallWords(text.substring(found.getLast().end())) >= SENTENCE;
  }

  /** Words that begin with a small letter; two East Asian characters are one. */
  private static int smallWords(String text) {
    int words = 0;
    int dense = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
      words += begins && Character.isLowerCase(c) ? 1 : 0;
      dense += c >= FIRST_DENSE && Character.isLetter(c) ? 1 : 0;
    }
    return words + dense / 2;
  }
}
