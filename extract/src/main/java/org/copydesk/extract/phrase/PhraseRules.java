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
  private static final PhraseRules BUNDLED = loadBundled();

  private final Map<String, String> whole;
  private final Map<String, String> beginnings;
  private final Map<String, String> endings;
  private final Map<String, List<Framed>> framed;

  /** The first words of what may begin a line, and the last words of what may end one. */
  private final Set<String> firstWords = new HashSet<>();

  private final Set<String> lastWords = new HashSet<>();

  private final WordFilter filter;

  private PhraseRules(Builder builder) {
    this.whole = Map.copyOf(builder.whole);
    this.beginnings = Map.copyOf(builder.beginnings);
    this.endings = Map.copyOf(builder.endings);
    this.framed = Map.copyOf(builder.framed);
    beginnings.keySet().forEach(phrase -> firstWords.add(firstWord(phrase)));
    framed.keySet().forEach(phrase -> firstWords.add(firstWord(phrase)));
    endings.keySet().forEach(phrase -> lastWords.add(lastWord(phrase)));
    Set<String> first = new HashSet<>(firstWords);
    whole.keySet().forEach(phrase -> first.add(firstWord(phrase)));
    this.filter = new WordFilter(first, lastWords);
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

  /** The reason why this whole line is furniture, if it is. */
  public Optional<String> reasonFor(String line) {
    if (line.length() > MAX_OPEN_LENGTH || !filter.mayHold(line)) {
      return Optional.empty();
    }
    String folded = fold(line);
    String reason = whole.get(folded);
    if (reason == null) {
      reason = openReasonFor(folded);
    }
    return Optional.ofNullable(reason);
  }

  private @Nullable String openReasonFor(String folded) {
    boolean mayBegin = firstWords.contains(firstWord(folded));
    boolean mayEnd = lastWords.contains(lastWord(folded));
    if (!mayBegin && !mayEnd) {
      return null; // as nearly all lines
    }
    for (int space = folded.indexOf(' '); space > 0; space = folded.indexOf(' ', space + 1)) {
      String reason = mayBegin ? beginningReasonFor(folded, space) : null;
      if (reason == null && mayEnd) {
        reason = endings.get(trimPunctuation(folded.substring(space + 1)));
      }
      if (reason == null && mayBegin) {
        reason = framedReasonFor(folded, trimPunctuation(folded.substring(0, space)));
      }
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private @Nullable String beginningReasonFor(String folded, int end) {
    return beginnings.get(trimPunctuation(folded.substring(0, end)));
  }

  private @Nullable String framedReasonFor(String folded, String beginning) {
    for (Framed frame : framed.getOrDefault(beginning, List.of())) {
      if (folded.indexOf(frame.middle(), beginning.length()) > 0) {
        return frame.reason();
      }
    }
    return null;
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
    return trimPunctuation(all < 0x80 ? text : text.toLowerCase(Locale.ROOT));
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

  /** A phrase with a gap in its middle. */
  private record Framed(String middle, String reason) {}

  private static final class Builder {
    private final Map<String, String> whole = new HashMap<>();
    private final Map<String, String> beginnings = new HashMap<>();
    private final Map<String, String> endings = new HashMap<>();
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
      int gap = line.indexOf(" * ");
      if (gap > 0) {
        String middle = fold(line.substring(gap + 3).replace("*", ""));
        framed
            .computeIfAbsent(fold(line.substring(0, gap)), key -> new ArrayList<>())
            .add(new Framed(middle, reason));
      } else if (line.startsWith("* ")) {
        endings.put(fold(line.substring(2)), reason);
      } else if (line.endsWith(" *")) {
        beginnings.put(fold(line.substring(0, line.length() - 2)), reason);
      } else {
        whole.put(fold(line), reason);
      }
    }
  }
}
