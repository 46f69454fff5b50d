package org.copydesk.extract.body;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.copydesk.extract.metadata.MonthWords;

/**
 * Knows lines about the article that its text does not need: its date, the time it takes to read,
 * the credit of a picture, its editor. The words stand in {@code meta-lines.txt}; every word of a
 * line must be one of them. Immutable, thread-safe.
 */
final class MetaLines {
  static final MetaLines BUNDLED = new MetaLines(WordGroups.read("meta-lines.txt"));

  /** In characters: no line about the article is longer; nor a credit, or what comes before it. */
  private static final int LONGEST = 120;

  private static final int CREDIT = 50;
  private static final int LABEL = 16;
  private static final int CAPTION = 250;

  /** "Fot." and "zdj." are cut short by their stop. */
  private static final int ABBREVIATION = 3;

  private final Map<String, Set<String>> groups;

  private MetaLines(Map<String, Set<String>> groups) {
    this.groups = groups;
  }

  /**
   * The rule by which a line is such a line.
   *
   * @param atTop whether it stands above or in the first lines of the text, where a bare date is
   *     the article's; below that it may head what happened on that day
   */
  Optional<String> find(String line, boolean atTop) {
    if (line.length() <= LONGEST) {
      Optional<String> rule = new Words(line).rule(atTop);
      if (rule.isPresent()) {
        return rule;
      }
      if (isSourced(line)) {
        return Optional.of("byline");
      }
    }
    return line.length() <= CAPTION && isCredited(line) ? Optional.of("caption") : Optional.empty();
  }

  /** "来源：新华社", perhaps behind the date. */
  private boolean isSourced(String line) {
    for (int start = 0; start >= 0 && start < CREDIT; start = line.indexOf(' ', start) + 1) {
      if (isLabelled(line, start, "source") && isCreditAfter(line, start)) {
        return start == 0 || new Words(line.substring(0, start)).rule(true).isPresent();
      }
      if (line.indexOf(' ', start) < 0) {
        return false;
      }
    }
    return false;
  }

  /** "Photo: Ann Lee/AP", alone or in brackets or as the last sentence of a caption. */
  private boolean isCredited(String line) {
    for (int start = Math.max(0, line.length() - CREDIT - LABEL); start < line.length(); start++) {
      boolean begins =
          start == 0
              || line.charAt(start - 1) == '('
              || (line.charAt(start - 1) == ' ' && start > 1 && isStop(line.charAt(start - 2)));
      if (begins
          && !Character.isLowerCase(line.charAt(start))
          && isLabelled(line, start, "credit")
          && isCreditAfter(line, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStop(char sign) {
    return sign == '.' || sign == '!' || sign == '?' || sign == '|' || sign == '”';
  }

  private boolean isLabelled(String line, int start, String group) {
    int end = labelEnd(line, start);
    return end > start && isIn(group, line.substring(start, end).strip().toLowerCase(Locale.ROOT));
  }

  private static int labelEnd(String line, int start) {
    int last = Math.min(line.length(), start + LABEL);
    for (int index = start; index < last; index++) {
      char sign = line.charAt(index);
      if (sign == ':' || sign == '：' || (sign == '.' && index - start == ABBREVIATION)) {
        return index;
      }
    }
    return -1;
  }

  /** A name or an agency, no sentence: begins with a capital where the script has them. */
  private static boolean isCreditAfter(String line, int start) {
    String rest = line.substring(labelEnd(line, start) + 1).strip();
    return !rest.isEmpty()
        && rest.length() <= CREDIT
        && (!Character.isLowerCase(rest.charAt(0)) || rest.indexOf(' ') < 0)
        && Character.isLetter(rest.charAt(0))
        && !rest.contains(", ")
        && !BlockScorer.endsSentence(rest)
        && smallWords(rest) <= 2;
  }

  private static int smallWords(String text) {
    int small = 0;
    for (int index = 0; index < text.length(); index++) {
      boolean first = index == 0 || text.charAt(index - 1) == ' ';
      small += first && Character.isLowerCase(text.charAt(index)) ? 1 : 0;
    }
    return small;
  }

  /** What kinds of words a line is made of; reading stops at the first word of another kind. */
  private final class Words {
    private boolean strange;
    private boolean labelled;
    private boolean month;
    private boolean reading;
    private boolean minutes;
    private boolean dated;
    private int numbers;
    private boolean year;

    Words(String line) {
      int index = 0;
      while (index < line.length() && !strange) {
        int end = index;
        if (Character.isDigit(line.charAt(index))) {
          end = numberEnd(line, index);
          addNumber(line.substring(index, end));
        } else if (Character.isLetter(line.charAt(index))) {
          end = wordEnd(line, index);
          addWord(line.substring(index, end).toLowerCase(Locale.ROOT));
        } else {
          strange = "?!“”\"„«»".indexOf(line.charAt(index)) >= 0;
        }
        index = Math.max(end, index + 1);
      }
    }

    Optional<String> rule(boolean atTop) {
      if (strange || numbers == 0) {
        return Optional.empty();
      }
      if (reading && minutes) {
        return Optional.of("reading-time");
      }
      boolean day = dated || (month && (numbers >= 2 || (year && labelled)));
      return day && !reading && (labelled || atTop) ? Optional.of("date") : Optional.empty();
    }

    private static int numberEnd(String line, int start) {
      int end = start;
      while (end < line.length() && isNumberSign(line.charAt(end))) {
        end++;
      }
      return end;
    }

    private static boolean isNumberSign(char sign) {
      return Character.isDigit(sign) || sign == '.' || sign == ':' || sign == '/' || sign == '-';
    }

    private static int wordEnd(String line, int start) {
      int end = start;
      while (end < line.length() && isWordSign(line.charAt(end))) {
        end++;
      }
      return end;
    }

    private static boolean isWordSign(char sign) {
      return Character.isLetter(sign) || Character.getType(sign) == Character.NON_SPACING_MARK;
    }

    private void addNumber(String number) {
      numbers++;
      int parts = 1;
      int longest = 0;
      int length = 0;
      for (int index = 0; index < number.length(); index++) {
        boolean digit = Character.isDigit(number.charAt(index));
        length = digit ? length + 1 : 0;
        longest = Math.max(longest, length);
        parts += digit || index + 1 == number.length() ? 0 : 1;
      }
      year |= longest == 4;
      dated |= parts == 3 && number.indexOf(':') < 0 && (longest == 4 || longest == 2);
      strange = longest > 4;
    }

    private void addWord(String word) {
      boolean isMonth = word.equals("月") || word.equals("월") || MonthWords.isMonth(word);
      boolean isLabel = isIn("label", word);
      boolean isReading = isIn("reading", word);
      boolean isMinutes = isIn("minutes", word);
      month |= isMonth;
      labelled |= isLabel;
      reading |= isReading;
      minutes |= isMinutes;
      strange = !isMonth && !isLabel && !isReading && !isMinutes && !isIn("clock", word);
    }
  }

  private boolean isIn(String group, String word) {
    return groups.getOrDefault(group, Set.of()).contains(word);
  }
}
