package org.copydesk.extract.metadata;

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

  private static final Map<String, double[]> WORDS = new HashMap<>();
  private static final Map<Character, double[]> LETTERS = new HashMap<>();
  private static final List<String> LANGUAGES = load();

  /**
   * A language and how sure it is.
   *
   * @param language ISO 639-1
   * @param confidence the lead over the next language, 0 to 1
   */
  public record Detection(String language, double confidence) {}

  /** The language of a text; empty when it is too short or knows none of the languages. */
  public Optional<Detection> detect(String text) {
    String sample = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
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
    String primary = declared == null ? null : primary(declared);
    Optional<Detection> detected = detect(text);
    if (primary == null) {
      return detected.map(Detection::language);
    }
    boolean contradicted =
        detected
            .filter(detection -> detection.confidence() >= SURE)
            .filter(detection -> !isKin(detection.language(), primary))
            .isPresent();
    return contradicted ? detected.map(Detection::language) : Optional.of(primary);
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
    int words = 0;
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean letter = i < text.length() && isWordPart(text.charAt(i));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        words++;
        score(text.substring(start, i).toLowerCase(Locale.ROOT), scores);
        start = -1;
      }
    }
    return best(scores, words);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetter(c) || (c >= '\u0900' && c <= '\u097f');
  }

  private static void score(String word, double[] scores) {
    addTo(scores, WORDS.get(word), 1);
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c > 127) {
        addTo(scores, LETTERS.get(c), LETTER_WEIGHT);
      }
    }
  }

  private static void addTo(double[] scores, double @Nullable [] weights, double factor) {
    for (int i = 0; weights != null && i < scores.length; i++) {
      scores[i] += factor * weights[i];
    }
  }

  private static Optional<Detection> best(double[] scores, int words) {
    int first = 0;
    for (int i = 1; i < scores.length; i++) {
      first = scores[i] > scores[first] ? i : first;
    }
    double second = 0;
    for (int i = 0; i < scores.length; i++) {
      second =
          i != first && !isKin(LANGUAGES.get(i), LANGUAGES.get(first))
              ? Math.max(second, scores[i])
              : second;
    }
    if (words == 0 || scores[first] < 0.03 * words || scores[first] < 1) {
      return Optional.empty();
    }
    double lead = (scores[first] - second) / scores[first];
    double evidence = Math.min(1, scores[first] / 8);
    return Optional.of(new Detection(LANGUAGES.get(first), Math.min(1, 1.5 * lead) * evidence));
  }

  /** Fills the tables; a word or letter shared by n languages counts 1/√n for each. */
  private static List<String> load() {
    List<String> lines = DataFile.lines("languages.txt");
    List<String> languages =
        lines.stream().map(line -> line.substring(0, line.indexOf('|'))).toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\\|", -1);
      for (String word : cells[1].split(" ", -1)) {
        WORDS.computeIfAbsent(word, key -> new double[lines.size()])[i] = 1;
      }
      for (char letter : cells[2].toCharArray()) {
        LETTERS.computeIfAbsent(letter, key -> new double[lines.size()])[i] = 1;
      }
    }
    WORDS.values().forEach(LanguageDetector::share);
    LETTERS.values().forEach(LanguageDetector::share);
    return languages;
  }

  private static void share(double[] weights) {
    double count = 0;
    for (double weight : weights) {
      count += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= Math.sqrt(count);
    }
  }
}
