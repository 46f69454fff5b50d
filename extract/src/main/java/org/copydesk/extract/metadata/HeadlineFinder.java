package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.copydesk.extract.metadata.Candidates.Candidate;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the headline: the visible one, where it agrees with what the page declares about itself
 * or is the only one; else the declared one without the site's name.
 */
final class HeadlineFinder {
  private static final int MAX_TITLE = 500;
  private static final double AGREES = 0.5;
  private static final double WHOLE_TITLE = 0.9;

  private final PageFacts facts;
  private final List<String> siteNames;
  private final Candidates<String> candidates = new Candidates<>("headline", text -> text);
  private final List<String> bare = new ArrayList<>();
  private final List<String> whole = new ArrayList<>();
  private @Nullable Marked heading;

  HeadlineFinder(PageFacts facts) {
    this.facts = facts;
    this.siteNames = facts.siteNames();
  }

  /** The visible heading that was chosen; null when there is none. */
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
    declare(
        "title",
        facts.scan().title == null ? null : MetadataText.of(facts.scan().title, MAX_TITLE));
    chooseVisible();
    if (candidates.value() == null) {
      candidates.chooseFirst("declared; no visible heading agrees");
    }
    return candidates;
  }

  private void declare(String source, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    String title = SiteName.without(text, siteNames);
    candidates
        .add(source, title)
        .filter(added -> SiteName.isSite(title, siteNames))
        .ifPresent(added -> added.refuse("the site's name"));
    if (!SiteName.isSite(title, siteNames)) {
      bare.add(title);
      whole.add(text);
    }
  }

  private void chooseVisible() {
    Candidate<String> best = null;
    double bestScore = 0;
    List<Marked> mainHeadings = new ArrayList<>();
    List<Candidate<String>> mainCandidates = new ArrayList<>();
    for (Marked marked : facts.scan().headings) {
      String text = MetadataText.of(marked.element(), MAX_TITLE);
      boolean main = marked.element().nameIs("h1");
      Candidate<String> candidate =
          text.length() < 2 ? null : candidates.add(main ? "h1" : "heading", text).orElse(null);
      if (candidate == null) {
        continue;
      }
      if (SiteName.isSite(text, siteNames)) {
        candidate.refuse("the site's name");
        continue;
      }
      double agreement = agreement(text);
      double score = agreement + (main ? 0.1 : 0) - (marked.furniture() == null ? 0 : 0.05);
      if (main && marked.furniture() == null) {
        mainHeadings.add(marked);
        mainCandidates.add(candidate);
      }
      if (agreement < AGREES) {
        candidate.refuse("agrees with no declared title");
      } else if (score > bestScore + 1e-9) {
        best = candidate;
        bestScore = score;
        heading = marked;
      }
    }
    if (best != null) {
      chooseAgreed(best);
    } else if (!isDeclaredTwice()
        && mainHeadings.size() == 1
        && mainCandidates.getFirst().value.indexOf(' ') > 0) {
      heading = mainHeadings.getFirst();
      candidates.choose(mainCandidates.getFirst(), "the only main heading");
    }
  }

  /**
   * Whether JSON-LD and OpenGraph give the same headline, so that a lone heading is something else.
   */
  private boolean isDeclaredTwice() {
    Candidate<String> linked = candidates.from("json-ld:headline").orElse(null);
    Candidate<String> graph = candidates.from("meta:og:title").orElse(null);
    return linked != null && graph != null && similarity(linked.value, graph.value) >= 0.8;
  }

  /**
   * Takes the visible heading, or the declared title that it repeats with a kicker or glued words.
   */
  private void chooseAgreed(Candidate<String> visible) {
    String folded = MetadataText.folded(visible.value);
    String glued = folded.replace(" ", "");
    Candidate<String> judge = candidates.from("meta:og:title").orElse(null);
    boolean endorsed =
        judge != null
            ? MetadataText.folded(judge.value).equals(folded)
            : bare.stream().anyMatch(title -> MetadataText.folded(title).equals(folded));
    for (Candidate<String> other : candidates.open()) {
      if (other.source.startsWith("h") || endorsed) {
        continue;
      }
      String title = MetadataText.folded(other.value);
      boolean kicker =
          !title.isEmpty()
              && title.length() >= folded.length() / 3
              && folded.length() > title.length()
              && folded.endsWith(title);
      boolean sameLetters = !title.equals(folded) && title.replace(" ", "").equals(glued);
      if ((kicker && title.indexOf(' ') > 0) || sameLetters) {
        candidates.choose(
            other,
            kicker
                ? "the visible heading without its kicker"
                : "the visible heading, words set apart");
        return;
      }
    }
    candidates.choose(visible, "visible and agrees with a declared title");
  }

  private double agreement(String text) {
    double best = 0;
    for (String title : bare) {
      best = Math.max(best, similarity(text, title));
    }
    for (String title : whole) {
      best = Math.max(best, WHOLE_TITLE * similarity(text, title));
    }
    return best;
  }

  /** Share of words in common, 0 to 1; characters for scripts without spaces. */
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
