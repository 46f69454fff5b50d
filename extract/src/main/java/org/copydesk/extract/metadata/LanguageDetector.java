package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a text: by its script where that is enough, else by the small words and
 * letters of {@code languages.txt}. Knows 68 languages; close kin (Norwegian and Danish, Serbian
 * and Croatian, Malay and Indonesian) are told apart only where the text is long enough.
 *
 * <p>Looks at the first {@value #MAX_CHARACTERS} characters. Immutable and thread-safe.
 */
public final class LanguageDetector {
  private static final int MAX_CHARACTERS = 4_000;

  /** Where so few leave no doubt, the others are not looked at. */
  private static final int ENOUGH_CHARACTERS = 1_000;

  private static final double CERTAIN = 0.9;
  private static final int ENOUGH_LETTERS = 40;
  private static final double LETTER_WEIGHT = 0.6;
  private static final double SURE = 0.75;
  private static final List<Set<String>> KIN =
      List.of(
          Set.of("nb", "no", "nn", "da"),
          Set.of("hr", "sr", "bs", "sh", "sl"),
          Set.of("id", "ms"),
          Set.of("gl", "pt", "es", "ca"),
          Set.of("cs", "sk"),
          Set.of("bg", "mk", "sr"),
          Set.of("ru", "uk", "be", "bg"),
          Set.of("hi", "mr", "ne"),
          Set.of("fa", "ur", "ps", "ar", "ckb", "ku"),
          Set.of("tl", "fil"),
          Set.of("nl", "af"),
          Set.of("zh", "yue"));

  private static final int SUPPORT_CHARACTERS = 600;
  private static final double SUPPORTED = 0.25;

  /** Below this share of small words a text is not in the language, if another one is likely. */
  private static final double UNSUPPORTED = 0.06;

  private static final double LIKELY = 0.3;

  private static final List<String> LINES = DataFile.lines("languages.txt");
  private static final List<String> LANGUAGES =
      LINES.stream().map(line -> line.substring(0, line.indexOf('|'))).toList();
  private static final boolean[][] ARE_KIN = kin();
  private static final WordTable WORDS = marks(1);
  private static final WordTable LETTERS = marks(2);

  /**
   * A language and how sure it is.
   *
   * @param language ISO 639-1
   * @param confidence the lead over the next language, 0 to 1
   */
  public record Detection(String language, double confidence) {}

  /** The language of a text; empty when it is too short or knows none of the languages. */
  public Optional<Detection> detect(String text) {
    Optional<Detection> first = detectIn(text, ENOUGH_CHARACTERS);
    boolean certain = first.filter(found -> found.confidence() >= CERTAIN).isPresent();
    return certain || text.length() <= ENOUGH_CHARACTERS ? first : detectIn(text, MAX_CHARACTERS);
  }

  private static Optional<Detection> detectIn(String text, int limit) {
    String sample = text.length() > limit ? text.substring(0, limit) : text;
    Scripts scripts = Scripts.count(sample);
    if (scripts.letters() < ENOUGH_LETTERS && !scripts.isDense()) {
      return Optional.empty();
    }
    String only = scripts.onlyLanguage();
    return only != null ? Optional.of(new Detection(only, 1)) : byWords(sample);
  }

  /**
   * The language to believe: the declared one, unless the text is surely written in another.
   *
   * @param declared BCP 47 as the page has it, or null
   */
  public Optional<String> believe(@Nullable String declared, String text) {
    return instead(declared, text)
        .map(Detection::language)
        .or(() -> Optional.ofNullable(declared == null ? null : primary(declared)));
  }

  /**
   * The language that the text is surely written in, where another is declared; where none is, the
   * one that it seems to be in. Empty where the declared one is to be believed.
   *
   * @param declared BCP 47 as the page has it, or null
   */
  Optional<Detection> instead(@Nullable String declared, String text) {
    String primary = declared == null ? null : primary(declared);
    if (primary == null) {
      return detect(text);
    }
    if (isSupported(primary, text)) {
      return Optional.empty();
    }
    return detect(text)
        .filter(detection -> !isKin(detection.language(), primary))
        .filter(
            detection ->
                detection.confidence() >= SURE
                    || Scripts.contradicts(primary, text)
                    || lacksItsWords(primary, text, detection));
  }

  /** Whether a quarter of the first words are small words of the language: no need to compare. */
  private static boolean isSupported(String language, String text) {
    int index = LANGUAGES.indexOf(language.equals("no") ? "nb" : language);
    if (index < 0) {
      return false;
    }
    Words words = new Words(text.substring(0, Math.min(text.length(), SUPPORT_CHARACTERS)));
    int known = words.countOf(index);
    return words.count >= 20 && known >= SUPPORTED * words.count;
  }

  /** Whether a text of several sentences has next to no small words of a language. */
  private static boolean lacksItsWords(String language, String text, Detection detection) {
    int index = LANGUAGES.indexOf(language.equals("no") ? "nb" : language);
    if (index < 0 || detection.confidence() < LIKELY) {
      return false;
    }
    Words words = new Words(text.substring(0, Math.min(text.length(), SUPPORT_CHARACTERS)));
    int known = words.countOf(index);
    return words.count >= 30 && known < UNSUPPORTED * words.count;
  }

  /** The first subtag in lower case; null when the text is no language tag. */
  static @Nullable String primary(String tag) {
    String stripped = tag.strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < stripped.length() && stripped.charAt(end) >= 'a' && stripped.charAt(end) <= 'z') {
      end++;
    }
    boolean plain = end == 2 || end == 3;
    boolean ends =
        end == stripped.length()
            || stripped.charAt(end) == '-'
            || stripped.charAt(end) == '_'
            || stripped.charAt(end) == ',';
    return plain && ends ? modern(stripped.substring(0, end)) : null;
  }

  private static String modern(String code) {
    return switch (code) {
      case "iw" -> "he";
      case "in" -> "id";
      case "eng" -> "en";
      case "deu", "ger" -> "de";
      case "fra", "fre" -> "fr";
      case "spa" -> "es";
      default -> code;
    };
  }

  private static boolean isKin(String one, String other) {
    return one.equals(other)
        || KIN.stream().anyMatch(kin -> kin.contains(one) && kin.contains(other));
  }

  private static Optional<Detection> byWords(String text) {
    double[] scores = new double[LANGUAGES.size()];
    Words words = new Words(text);
    while (words.next()) {
      WORDS.addTo(scores, words.hash, 1);
      for (int i = words.start; i < words.end; i++) {
        if (words.text.charAt(i) > 127) {
          long letter = WordTable.hash(0, Words.lower(words.text.charAt(i)));
          LETTERS.addTo(scores, letter, LETTER_WEIGHT);
        }
      }
    }
    return best(scores, words.count);
  }

  private static Optional<Detection> best(double[] scores, int words) {
    int first = 0;
    for (int i = 1; i < scores.length; i++) {
      first = scores[i] > scores[first] ? i : first;
    }
    double second = 0;
    for (int i = 0; i < scores.length; i++) {
      second = i != first && !ARE_KIN[i][first] ? Math.max(second, scores[i]) : second;
    }
    if (words == 0 || scores[first] < 0.03 * words || scores[first] < 1) {
      return Optional.empty();
    }
    double lead = (scores[first] - second) / scores[first];
    double evidence = Math.min(1, scores[first] / 8);
    return Optional.of(new Detection(LANGUAGES.get(first), Math.min(1, 1.5 * lead) * evidence));
  }

  private static boolean[][] kin() {
    boolean[][] kin = new boolean[LANGUAGES.size()][LANGUAGES.size()];
    for (int i = 0; i < kin.length; i++) {
      for (int j = 0; j < kin.length; j++) {
        kin[i][j] = isKin(LANGUAGES.get(i), LANGUAGES.get(j));
      }
    }
    return kin;
  }

  /** The words (cell 1) or letters (cell 2) of all languages. */
  private static WordTable marks(int cell) {
    Map<String, List<Integer>> languages = new HashMap<>();
    for (int i = 0; i < LINES.size(); i++) {
      String text = LINES.get(i).split("\\|", -1)[cell];
      for (String item : text.split(cell == 1 ? " " : "", -1)) {
        List<Integer> list = languages.computeIfAbsent(item, key -> new ArrayList<>());
        if (!item.isEmpty() && !list.contains(i)) {
          list.add(i);
        }
      }
    }
    return new WordTable(languages);
  }

  /** Walks over the words of a text, without a string for each. */
  private static final class Words {
    final String text;
    int start;
    int end;
    int count;

    /** Of the word from {@code start} to {@code end}. */
    long hash;

    Words(String text) {
      boolean odd = text.indexOf('İ') >= 0 || text.indexOf('Σ') >= 0;
      this.text = odd ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Goes on to the end; how many of the words are small words of a language. */
    int countOf(int language) {
      int known = 0;
      while (next()) {
        known += WORDS.has(hash, language) ? 1 : 0;
      }
      return known;
    }

    boolean next() {
      int at = end;
      while (at < text.length() && !isWordPart(text.charAt(at))) {
        at++;
      }
      start = at;
      hash = 0;
      while (at < text.length() && isWordPart(text.charAt(at))) {
        hash = WordTable.hash(hash, lower(text.charAt(at)));
        at++;
      }
      end = at;
      count += end > start ? 1 : 0;
      return end > start;
    }

    /** The letters whose lower case is not one letter, or hangs on what follows, are lowered. */
    private static char lower(char c) {
      return c < 128 ? (char) (c | 0x20) : Character.toLowerCase(c);
    }

    private static boolean isWordPart(char c) {
      if (c < 128) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      }
      return Character.isLetter(c) || (c >= '\u0900' && c <= '\u097f');
    }
  }
}
