package org.copydesk.extract.metadata;

import java.util.Optional;
import org.copydesk.extract.metadata.LanguageDetector.Detection;
import org.jspecify.annotations.Nullable;

/** Finds the page's language: what it declares, unless its own text is surely in another one. */
final class LanguageFinder {
  private LanguageFinder() {}

  static Candidates<String> find(
      PageScan scan, @Nullable LinkedObject article, LanguageDetector detector) {
    Candidates<String> candidates = new Candidates<>("inLanguage", language -> language);
    add(candidates, "json-ld:inLanguage", article == null ? null : languageOf(article));
    add(candidates, "html:lang", scan.htmlLanguage);
    add(candidates, "meta:content-language", scan.meta("content-language"));
    add(candidates, "meta:language", scan.meta("language", "dc.language", "dcterms.language"));
    add(candidates, "meta:og:locale", scan.meta("og:locale"));
    String declared = candidates.isOpen() ? candidates.open().getFirst().value : null;
    String text = scan.sample.toString();
    Optional<Detection> other = detector.instead(declared, text);
    if (other.isEmpty()) {
      candidates.chooseFirst("declared, and the text does not contradict it");
    }
    String why =
        declared == null ? "nothing is declared; " : "the text contradicts the declaration; ";
    other.ifPresent(
        found ->
            candidates
                .add("text", found.language())
                .ifPresent(added -> candidates.choose(added, why + percent(found) + " % sure")));
    return candidates;
  }

  private static long percent(Detection detection) {
    return Math.round(100 * detection.confidence());
  }

  private static @Nullable String languageOf(LinkedObject article) {
    for (Object value : article.values("inLanguage")) {
      if (value instanceof String text) {
        return text;
      }
      if (value instanceof LinkedObject object) {
        return object.text("alternateName");
      }
    }
    return null;
  }

  private static void add(Candidates<String> candidates, String source, @Nullable String tag) {
    if (tag != null) {
      candidates.add(source, LanguageDetector.primary(tag));
    }
  }
}
