package org.copydesk.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.copydesk.extract.metadata.LanguageDetector;

/**
 * Tells the languages of texts with the library's own detector and with Apache OpenNLP's model for
 * 183 languages, from their first characters: how many are as labelled, and what it costs.
 *
 * <p>Reads lines of {@code LANGUAGE TAB TEXT} from standard input. {@code quality/languages} makes
 * them of the sets' true texts.
 */
public final class Languages {
  private static final String MODEL = "/langdetect-183.bin";
  private static final int[] LENGTHS = {60, 150, 400, 4_000};
  private static final Map<String, String> TWO_LETTERS = twoLetters();

  private Languages() {}

  private record Labelled(String language, String text) {}

  public static void main(String[] arguments) throws IOException {
    List<Labelled> texts = read(System.in);
    long begin = System.nanoTime();
    UnaryOperator<String> own = own();
    long ownLoaded = System.nanoTime();
    UnaryOperator<String> openNlp = openNlp();
    System.out.printf(
        Locale.ROOT,
        "Loaded: own %.0f ms, OpenNLP %.0f ms%n%n",
        (ownLoaded - begin) / 1e6,
        (System.nanoTime() - ownLoaded) / 1e6);
    System.out.printf(
        "| first characters | own | ms a text | OpenNLP | ms a text |%n|---|---|---|---|---|%n");
    for (int length : LENGTHS) {
      System.out.printf(
          "| %d | %s | %s |%n", length, result(own, texts, length), result(openNlp, texts, length));
    }
  }

  private static String result(UnaryOperator<String> detector, List<Labelled> texts, int length) {
    long right = 0;
    long begin = System.nanoTime();
    for (Labelled labelled : texts) {
      String text = labelled.text();
      String told = detector.apply(text.substring(0, Math.min(length, text.length())));
      right += norwegian(told).equals(norwegian(labelled.language())) ? 1 : 0;
    }
    double millis = (System.nanoTime() - begin) / 1e6 / texts.size();
    return String.format(Locale.ROOT, "%.3f | %.3f", (double) right / texts.size(), millis);
  }

  private static UnaryOperator<String> own() {
    LanguageDetector detector = new LanguageDetector();
    return text -> detector.detect(text).map(LanguageDetector.Detection::language).orElse("none");
  }

  private static UnaryOperator<String> openNlp() throws IOException {
    try (InputStream model = Objects.requireNonNull(Languages.class.getResourceAsStream(MODEL))) {
      LanguageDetectorME detector = new LanguageDetectorME(new LanguageDetectorModel(model));
      return text -> {
        String told = detector.predictLanguage(text).getLang();
        return TWO_LETTERS.getOrDefault(told, told);
      };
    }
  }

  /** Pages seldom say which Norwegian they are written in. */
  private static String norwegian(String language) {
    return language.equals("nb") || language.equals("nn") ? "no" : language;
  }

  private static Map<String, String> twoLetters() {
    Map<String, String> codes = new HashMap<>();
    for (String two : Locale.getISOLanguages()) {
      codes.put(Locale.of(two).getISO3Language(), two);
    }
    codes.putAll(Map.of("cmn", "zh", "ekk", "et", "lvs", "lv", "pes", "fa"));
    return codes;
  }

  private static List<Labelled> read(InputStream in) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader
          .lines()
          .map(line -> line.split("\t", 2))
          .map(parts -> new Labelled(parts[0], parts[1]))
          .toList();
    }
  }
}
