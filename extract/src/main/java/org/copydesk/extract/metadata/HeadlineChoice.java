package org.copydesk.extract.metadata;

import org.copydesk.extract.metadata.Candidates.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses between the visible heading and the declared title that it repeats with something added:
 * a kicker, the site's name, words that are glued.
 */
final class HeadlineChoice {
  /** The sources that the choice looks at. */
  static final String LINKED = "json-ld:headline";

  static final String GRAPH = "meta:og:title";
  static final String TITLE = "title";

  private final Candidates<Title> candidates;
  private final SiteName site;
  private final @Nullable Title linked;
  private final @Nullable Title graph;

  HeadlineChoice(Candidates<Title> candidates, SiteName site) {
    this.candidates = candidates;
    this.site = site;
    linked = from(LINKED);
    graph = from(GRAPH);
  }

  private @Nullable Title from(String source) {
    return candidates.from(source).map(candidate -> candidate.value).orElse(null);
  }

  void choose(Candidate<Title> visible) {
    if (isEndorsed(visible.value)) {
      candidates.choose(visible, "visible and agrees with a declared title");
      return;
    }
    Candidate<Title> agreed = withKicker(visible.value.folded());
    if (agreed != null) {
      candidates.choose(
          agreed, "the visible heading with the kicker that JSON-LD and OpenGraph give");
      return;
    }
    String named = Title.of(site.without(visible.value.text())).folded();
    for (Candidate<Title> other : candidates.open()) {
      String why = isHeading(other) ? null : reasonFor(other.value, visible.value, named);
      if (why != null) {
        candidates.choose(other, why);
        return;
      }
    }
    candidates.choose(visible, "visible and agrees with a declared title");
  }

  private static boolean isHeading(Candidate<Title> candidate) {
    return candidate.source.equals("h1") || candidate.source.equals("heading");
  }

  private static @Nullable String reasonFor(Title other, Title visible, String named) {
    if (isTail(other, visible.folded())) {
      return "the visible heading without its kicker";
    }
    if (other.folded().equals(named) && !named.equals(visible.folded())) {
      return "the visible heading without the site's name";
    }
    return isSetApart(other, visible) ? "the visible heading, its words set apart" : null;
  }

  /** Whether OpenGraph repeats a heading; without OpenGraph, anything else. */
  private boolean isEndorsed(Title visible) {
    return graph == null
        ? candidates.open().stream()
            .anyMatch(other -> !isHeading(other) && other.value.isSameAs(visible))
        : graph.isSameAs(visible);
  }

  /**
   * The headline that JSON-LD and OpenGraph both give, when it is the visible one with a kicker
   * before it.
   */
  private @Nullable Candidate<Title> withKicker(String visible) {
    if (linked == null || graph == null || !linked.isSameAs(graph)) {
      return null;
    }
    boolean kicker = visible.indexOf(' ') > 0 && graph.folded().endsWith(visible);
    return kicker ? candidates.from(GRAPH).orElse(null) : null;
  }

  private static boolean isTail(Title title, String folded) {
    String tail = title.folded();
    boolean words = tail.indexOf(' ') > 0 && tail.length() >= folded.length() / 3;
    return words && tail.length() < folded.length() && folded.endsWith(tail);
  }

  private static boolean isSetApart(Title title, Title visible) {
    return !title.folded().equals(visible.folded()) && title.letters().equals(visible.letters());
  }
}
