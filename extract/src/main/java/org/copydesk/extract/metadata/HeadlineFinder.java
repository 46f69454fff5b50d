package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final SiteName site;
  private final Candidates<Title> candidates = new Candidates<>("headline", Title::text);
  private final List<Title> bare = new ArrayList<>();
  private final List<Title> whole = new ArrayList<>();
  private final List<Candidate<Title>> lone = new ArrayList<>();
  private @Nullable Marked loneHeading;
  private @Nullable Candidate<Title> best;
  private double bestScore;
  private @Nullable Marked heading;

  HeadlineFinder(PageFacts facts, SiteName site) {
    this.facts = facts;
    this.site = site;
  }

  /** The visible heading that was chosen; null when there is none. */
  @Nullable Marked heading() {
    return heading;
  }

  Candidates<Title> find() {
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
    String without = site.without(text);
    Title title = Title.of(without);
    Optional<Candidate<Title>> added = candidates.add(source, title);
    if (site.isSite(without)) {
      added.ifPresent(candidate -> candidate.refuse("the site's name"));
    } else {
      bare.add(title);
      whole.add(without.equals(text) ? title : Title.of(text));
    }
  }

  /** The main headings are judged first; others only where none of them agrees. */
  private void chooseVisible() {
    judgeHeadings(true);
    if (best == null) {
      judgeHeadings(false);
    }
    if (best != null) {
      chooseAgreed(best);
    } else if (!isDeclaredTwice()
        && lone.size() == 1
        && lone.getFirst().value.text().indexOf(' ') > 0) {
      heading = loneHeading;
      candidates.choose(lone.getFirst(), "the only main heading");
    }
  }

  private void judgeHeadings(boolean main) {
    for (Marked marked : facts.scan().headings) {
      if (marked.element().nameIs("h1") == main) {
        String text = MetadataText.asShown(marked.element(), MAX_TITLE);
        Title title = Title.of(text);
        if (!title.folded().isEmpty()) {
          candidates
              .add(main ? "h1" : "heading", title)
              .ifPresent(candidate -> judge(candidate, marked, main));
        }
      }
    }
  }

  private void judge(Candidate<Title> candidate, Marked marked, boolean main) {
    if (site.isSite(candidate.value.text())) {
      candidate.refuse("the site's name");
      return;
    }
    if (main && marked.furniture() == null) {
      lone.add(candidate);
      loneHeading = marked;
    }
    double agreement = agreement(candidate.value);
    double score = agreement - (marked.furniture() == null ? 0 : 0.05);
    if (agreement < AGREES) {
      candidate.refuse("agrees with no declared title");
    } else if (score > bestScore + 1e-9) {
      best = candidate;
      bestScore = score;
      heading = marked;
    }
  }

  /**
   * Whether JSON-LD and OpenGraph give the same headline, so that a lone heading is something else.
   */
  private boolean isDeclaredTwice() {
    Candidate<Title> linked = candidates.from("json-ld:headline").orElse(null);
    Candidate<Title> graph = candidates.from("meta:og:title").orElse(null);
    return linked != null && graph != null && linked.value.similarity(graph.value) >= 0.8;
  }

  /**
   * Takes the visible heading, or the declared title that it repeats with a kicker or glued words.
   */
  private void chooseAgreed(Candidate<Title> visible) {
    String folded = visible.value.folded();
    Candidate<Title> judge = candidates.from("meta:og:title").orElse(null);
    boolean endorsed =
        judge != null
            ? judge.value.folded().equals(folded)
            : bare.stream().anyMatch(title -> title.folded().equals(folded));
    Candidate<Title> agreed = endorsed ? null : withKicker(folded);
    if (agreed != null) {
      candidates.choose(
          agreed, "the visible heading with the kicker that JSON-LD and OpenGraph give");
      return;
    }
    for (Candidate<Title> other : endorsed ? List.<Candidate<Title>>of() : candidates.open()) {
      boolean declared = !other.source.equals("h1") && !other.source.equals("heading");
      if (declared && isTail(other.value, folded)) {
        candidates.choose(other, "the visible heading without its kicker");
        return;
      }
      if (declared && isSetApart(other.value, visible.value)) {
        candidates.choose(other, "the visible heading, its words set apart");
        return;
      }
    }
    candidates.choose(visible, "visible and agrees with a declared title");
  }

  /**
   * The headline that JSON-LD and OpenGraph both give, when it is the visible one with a kicker
   * before it.
   */
  private @Nullable Candidate<Title> withKicker(String visible) {
    Candidate<Title> linked = candidates.from("json-ld:headline").orElse(null);
    Candidate<Title> graph = candidates.from("meta:og:title").orElse(null);
    if (linked == null || graph == null || !linked.value.isSameAs(graph.value)) {
      return null;
    }
    boolean kicker = visible.indexOf(' ') > 0 && graph.value.folded().endsWith(visible);
    return kicker ? graph : null;
  }

  private static boolean isTail(Title title, String folded) {
    String tail = title.folded();
    boolean words = tail.indexOf(' ') > 0 && tail.length() >= folded.length() / 3;
    return words && tail.length() < folded.length() && folded.endsWith(tail);
  }

  private static boolean isSetApart(Title title, Title visible) {
    return !title.folded().equals(visible.folded()) && title.letters().equals(visible.letters());
  }

  private double agreement(Title heading) {
    double best = 0;
    for (Title title : bare) {
      best = Math.max(best, heading.similarity(title));
    }
    for (Title title : whole) {
      best = Math.max(best, WHOLE_TITLE * heading.similarity(title));
    }
    return best;
  }
}
