package org.copydesk.extract.phrase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are furniture wherever they stand, by reason; see {@code phrases.txt} for the format.
 * Only whole lines match. Immutable, thread-safe, linear in the length of the line.
 */
public final class PhraseRules {
  private static final int MAX_OPEN_LENGTH = 300;

  private static final char DOT = '\u0307';
  private static final PhraseRules BUNDLED = loadBundled();

  // Plain hash maps, which are looked into faster than immutable ones; never changed.
  private final Map<String, String> whole;
  private final Map<String, Open> beginnings;
  private final Map<String, Open> endings;
  private final Map<String, List<Framed>> framed;

  /** The first words of what may begin a line, and how long the longest of such beginnings is. */
  private final Map<String, Integer> longestBeginnings = new HashMap<>();

  /** The last words of what may end a line. */
  private final Set<String> lastWords = new HashSet<>();

  private final WordFilter filter;

  private PhraseRules(Builder builder) {
    this.whole = builder.whole;
    this.beginnings = builder.beginnings;
    this.endings = builder.endings;
    this.framed = builder.framed;
    beginnings.keySet().forEach(this::addBeginning);
    framed.keySet().forEach(this::addBeginning);
    endings.keySet().forEach(phrase -> lastWords.add(lastWord(phrase)));
    Set<String> first = new HashSet<>(longestBeginnings.keySet());
    whole.keySet().forEach(phrase -> first.add(firstWord(phrase)));
    this.filter = new WordFilter(first, lastWords);
  }

  private void addBeginning(String phrase) {
    longestBeginnings.merge(firstWord(phrase), phrase.length(), Math::max);
  }

  /** The phrases that come with the library. */
  public static PhraseRules bundled() {
    return BUNDLED;
  }

  /**
   * Reads phrases in the format of {@code phrases.txt}.
   *
   * @throws IllegalArgumentException when a phrase stands before the first reason
   */
  public static PhraseRules parse(Reader source) {
    Builder builder = new Builder();
    new BufferedReader(source).lines().forEach(builder::addLine);
    return new PhraseRules(builder);
  }

  /** The reason why this whole line, none of it linked, is furniture, if it is. */
  public Optional<String> reasonFor(String line) {
    return reasonFor(line, 0);
  }

  /**
   * The reason why this whole line is furniture, if it is.
   *
   * @param linked the share of the line that is linked, from 0 to 1
   */
  public Optional<String> reasonFor(String line, double linked) {
    if (line.length() > MAX_OPEN_LENGTH || !filter.mayHold(line)) {
      return Optional.empty();
    }
    String folded = fold(line);
    String reason = whole.get(folded);
    if (reason == null) {
      Open open = openFor(line, folded);
      boolean everyday = open != null && open.use() == Use.EVERYDAY;
      reason =
          open == null || (everyday && ProseCheck.isProse(line, linked)) ? null : open.reason();
    }
    return Optional.ofNullable(reason);
  }

  private @Nullable Open openFor(String line, String folded) {
    int longest = longestBeginnings.getOrDefault(firstWord(folded), 0);
    boolean mayEnd = lastWords.contains(lastWord(folded));
    for (int space = folded.indexOf(' '); space > 0; space = folded.indexOf(' ', space + 1)) {
      String beginning = trimPunctuation(folded.substring(0, space));
      boolean mayBegin = beginning.length() <= longest;
      if (!mayBegin && !mayEnd) {
        return null; // as nearly all lines
      }
      Open open = mayBegin ? beginnings.get(beginning) : null;
      if (open != null && open.use() == Use.APART && ProseCheck.goesOnAfter(line, folded, space)) {
        open = null;
      }
      if (open == null && mayEnd) {
        open = endingFor(line, folded, space);
      }
      if (open == null && mayBegin) {
        open = framedFor(folded, beginning);
      }
      if (open != null) {
        return open;
      }
    }
    return null;
  }

  private @Nullable Open endingFor(String line, String folded, int space) {
    Open open = endings.get(trimPunctuation(folded.substring(space + 1)));
    return open != null && ProseCheck.goesOnBefore(line, folded, space) ? null : open;
  }

  private @Nullable Open framedFor(String folded, String beginning) {
    for (Framed frame : framed.getOrDefault(beginning, List.of())) {
      if (holds(folded, frame.middle(), beginning.length())) {
        return frame.open();
      }
    }
    return null;
  }

  /** Whether words begin behind a place; they may end within a longer word. */
  private static boolean holds(String folded, String words, int from) {
    int at = folded.indexOf(words, from);
    while (at > 0 && Character.isLetter(folded.charAt(at - 1))) {
      at = folded.indexOf(words, at + 1);
    }
    return at > 0;
  }

  private static String firstWord(String folded) {
    int space = folded.indexOf(' ');
    return space < 0 ? folded : trimPunctuation(folded.substring(0, space));
  }

  private static String lastWord(String folded) {
    return trimPunctuation(folded.substring(folded.lastIndexOf(' ') + 1));
  }

  /** Lower case, plain quotes, single spaces, no punctuation at either end. */
  static String fold(String line) {
    char[] folded = new char[line.length()];
    int length = 0;
    char all = 0;
    for (int index = 0; index < line.length(); index++) {
      char character = line.charAt(index);
      if (isGap(character)) {
        if (length > 0 && folded[length - 1] != ' ') {
          folded[length++] = ' ';
        }
      } else {
        boolean upper = character >= 'A' && character <= 'Z';
        folded[length++] = upper ? (char) (character | 0x20) : character == '’' ? '\'' : character;
        all |= character;
      }
    }
    String text = new String(folded, 0, length);
    return trimPunctuation(all < 0x80 ? text : lowered(text));
  }

  /** The Turkish capital I with a dot becomes an i and a dot of its own. */
  private static String lowered(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.indexOf(DOT) < 0 ? lower : lower.replace("i" + DOT, "i");
  }

  static boolean isGap(char character) {
    return character <= ' '
        ? Character.isWhitespace(character)
        : character >= 0x80
            && (character == '\u00A0'
                || character == '\u202F'
                || Character.isWhitespace(character));
  }

  private static String trimPunctuation(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isMargin(text.charAt(start))) {
      start++;
    }
    while (end > start && isMargin(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  static boolean isMargin(char character) {
    return !Character.isLetterOrDigit(character) && character != '©' && character != '(';
  }

  private static PhraseRules loadBundled() {
    InputStream resource = PhraseRules.class.getResourceAsStream("phrases.txt");
    if (resource == null) {
      throw new IllegalStateException("The library's own file phrases.txt is missing");
    }
    try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
      return parse(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A phrase that is a part of its line. */
  private record Open(String reason, Use use) {}

  private enum Use {
    CERTAIN,
    /** Begins sentences of articles too. */
    EVERYDAY,
    /** Stands apart from the rest of its line, or it is part of a sentence. */
    APART
  }

  /** A phrase with a gap in its middle. */
  private record Framed(String middle, Open open) {}

  private static final class Builder {
    private final Map<String, String> whole = new HashMap<>();
    private final Map<String, Open> beginnings = new HashMap<>();
    private final Map<String, Open> endings = new HashMap<>();
    private final Map<String, List<Framed>> framed = new HashMap<>();
    private String reason = "";

    void addLine(String raw) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        return;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        reason = line.substring(1, line.length() - 1);
      } else {
        addPhrase(line);
      }
    }

    private void addPhrase(String line) {
      if (reason.isEmpty()) {
        throw new IllegalArgumentException(
            "The phrase \"" + line + "\" stands before any [reason]");
      }
      boolean everyday = line.endsWith(" ~") || line.contains(" ~ ");
      String phrase = line.replace('~', '*');
      Open open = new Open(reason, everyday ? Use.EVERYDAY : Use.CERTAIN);
      int gap = phrase.indexOf(" * ");
      if (gap > 0) {
        String middle = fold(phrase.substring(gap + 3).replace("*", ""));
        framed
            .computeIfAbsent(fold(phrase.substring(0, gap)), key -> new ArrayList<>())
            .add(new Framed(middle, open));
      } else if (phrase.startsWith("* ")) {
        endings.put(fold(phrase.substring(2)), new Open(reason, Use.APART));
      } else if (phrase.endsWith(" |")) {
        beginnings.put(fold(phrase), new Open(reason, Use.APART));
      } else if (phrase.endsWith(" *")) {
        beginnings.put(fold(phrase.substring(0, phrase.length() - 2)), open);
      } else {
        whole.put(fold(line), reason);
      }
    }
  }
}
