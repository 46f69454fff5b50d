package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.copydesk.extract.metadata.Candidates.Candidate;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the headline: the visible one, where it agrees with what the page declares about itself;
 * else the declared one without the site's name.
 */
final class HeadlineFinder {
  private static final int MAX_TITLE = 500;
  private static final double AGREES = 0.5;

  private final PageFacts facts;
  private final Candidates<String> candidates = new Candidates<>("headline", text -> text);
  private final List<String> declared = new ArrayList<>();
  private @Nullable Marked heading;

  HeadlineFinder(PageFacts facts) {
    this.facts = facts;
  }

  /** The visible heading that was chosen or agrees with the chosen one; null when there is none. */
  @Nullable Marked heading() {
    return heading;
  }

  Candidates<String> find() {
    declare("json-ld:headline", facts.articleText("headline", MAX_TITLE));
    declare("meta:og:title", facts.metaText(MAX_TITLE, "og:title"));
    declare("meta:twitter:title", facts.metaText(MAX_TITLE, "twitter:title"));
    declare(
        "meta:title",
        facts.metaText(
            MAX_TITLE, "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"));
    declare("json-ld:name", facts.articleText("name", MAX_TITLE));
    String title =
        facts.scan().title == null ? null : MetadataText.of(facts.scan().title, MAX_TITLE);
    declare("title", title);
    chooseVisible();
    if (candidates.value() == null) {
      chooseDeclared();
    }
    return candidates;
  }

  private void declare(String source, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    String bare = SiteName.without(text, siteNames());
    candidates.add(source, bare);
    declared.add(text);
  }

  private List<String> siteNames() {
    List<String> names = new ArrayList<>();
    addIfPresent(names, facts.metaText(200, "og:site_name"));
    addIfPresent(names, facts.metaText(200, "application-name"));
    addIfPresent(names, facts.articleText("publisher", 200));
    String host = facts.host();
    addIfPresent(names, host.startsWith("www.") ? host.substring(4) : host);
    return names;
  }

  private static void addIfPresent(List<String> names, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      names.add(name);
    }
  }

  private void chooseVisible() {
    Candidate<String> best = null;
    double bestScore = 0;
    for (Marked marked : facts.scan().headings) {
      String text = MetadataText.of(marked.element(), MAX_TITLE);
      if (text.length() < 2) {
        continue;
      }
      double score = agreement(text);
      boolean main = marked.element().nameIs("h1");
      Candidate<String> candidate = candidates.add(main ? "h1" : "heading", text).orElse(null);
      if (candidate == null) {
        continue;
      }
      double weighted = score + (main ? 0.1 : 0) - (marked.furniture() == null ? 0 : 0.05);
      if (score < AGREES && !declared.isEmpty()) {
        candidate.refuse("agrees with no declared title");
      } else if (weighted > bestScore + 1e-9) {
        best = candidate;
        bestScore = weighted;
        heading = marked;
      }
    }
    if (best != null) {
      candidates.choose(
          best, declared.isEmpty() ? "first heading" : "visible and agrees with a declared title");
    }
  }

  private double agreement(String text) {
    double best = 0;
    for (String other : declared) {
      best = Math.max(best, similarity(text, other));
    }
    return best;
  }

  private void chooseDeclared() {
    candidates.chooseFirst("declared; no visible heading agrees");
  }

  /** Share of words in common, of the longer text; characters for scripts without spaces. */
  static double similarity(String one, String other) {
    Set<String> first = words(one);
    Set<String> second = words(other);
    if (first.isEmpty() || second.isEmpty()) {
      return 0;
    }
    int common = 0;
    for (String word : first) {
      common += second.contains(word) ? 1 : 0;
    }
    return 2.0 * common / (first.size() + second.size());
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : MetadataText.folded(text).split(" ", -1)) {
      if (!word.isEmpty() && word.charAt(0) >= '\u2e80') {
        word.chars().forEach(c -> words.add(Character.toString(c)));
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
