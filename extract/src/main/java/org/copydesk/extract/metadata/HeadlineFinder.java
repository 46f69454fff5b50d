package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.copydesk.extract.metadata.Candidates.Candidate;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jspecify.annotations.Nullable;

/**
 * Finds the headline: the visible one, where it agrees with what the page declares about itself or
 * is the only one; else the declared one without the site's name.
 */
final class HeadlineFinder {
  private static final int MAX_TITLE = 500;
  private static final double AGREES = 0.5;

  /** A heading that is no main one must repeat more of what is declared. */
  private static final double AGREES_WELL = 0.7;

  private static final double WHOLE_TITLE = 0.9;

  /** Beside other declarations, the {@code title} alone may as well name a section. */
  private static final double TITLE_ALONE = 0.95;

  private final PageFacts facts;
  private final SiteName site;
  private final Candidates<Title> candidates = new Candidates<>("headline", Title::text);
  private final List<Title> declared = new ArrayList<>();
  private final List<Title> whole = new ArrayList<>();
  private final List<Candidate<Title>> lone = new ArrayList<>();
  private @Nullable Title pageTitle;
  private @Nullable Title addition;
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
    declare(HeadlineChoice.LINKED, facts.articleText("headline", MAX_TITLE));
    declare("meta:headline", facts.metaText(MAX_TITLE, "headline"));
    declare(HeadlineChoice.GRAPH, facts.metaText(MAX_TITLE, "og:title"));
    declare("meta:twitter:title", facts.metaText(MAX_TITLE, "twitter:title"));
    declare(
        "meta:title",
        facts.metaText(
            MAX_TITLE, "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"));
    declare("json-ld:name", facts.articleText("name", MAX_TITLE));
    declareTitle();
    chooseVisible();
    if (candidates.value() == null) {
      candidates.chooseFirst("declared; no visible heading agrees");
    }
    return candidates;
  }

  private void declareTitle() {
    if (facts.scan().title != null) {
      String text = MetadataText.of(facts.scan().title, MAX_TITLE);
      pageTitle = declare(HeadlineChoice.TITLE, text);
      addition =
          candidates
              .from(HeadlineChoice.GRAPH)
              .map(graph -> graph.value.additionOf(text))
              .orElse(null);
    }
  }

  private @Nullable Title declare(String source, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String without = site.without(text);
    Title title = Title.of(without);
    Optional<Candidate<Title>> added = candidates.add(source, title);
    if (site.isSite(without)) {
      added.ifPresent(candidate -> candidate.refuse("the site's name"));
      return null;
    }
    if (!source.equals(HeadlineChoice.TITLE) || declared.isEmpty()) {
      declared.add(title);
    }
    whole.add(without.equals(text) ? title : Title.of(text));
    return title;
  }

  /** The main headings are judged first; others only where none of them agrees, or a crumb did. */
  private void chooseVisible() {
    judgeHeadings(true);
    if (best == null) {
      judgeHeadings(false);
    } else if (heading != null && heading.has(ClassSignals.CRUMB)) {
      judgeBelowCrumb(best.value);
    }
    if (best != null) {
      new HeadlineChoice(candidates, site).choose(best);
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
        String text = HeadingText.of(marked.element(), MAX_TITLE);
        Title title = Title.of(text);
        if (!title.folded().isEmpty()) {
          candidates
              .add(main ? "h1" : "heading", title)
              .ifPresent(candidate -> judge(candidate, marked, main));
        }
      }
    }
  }

  /** The headline is what stands below a trail of breadcrumbs, where just that is declared too. */
  private void judgeBelowCrumb(Title crumb) {
    for (Marked marked : facts.scan().headings) {
      Title title = Title.of(HeadingText.of(marked.element(), MAX_TITLE));
      boolean isDeclared = declared.stream().anyMatch(title::isSameAs);
      boolean isOther = !crumb.folded().endsWith(title.folded());
      if (!marked.element().nameIs("h1") && isDeclared && isOther) {
        best = candidates.add("heading", title).orElse(best);
        heading = marked;
        return;
      }
    }
  }

  private void judge(Candidate<Title> candidate, Marked marked, boolean main) {
    if (site.isSite(candidate.value.text())) {
      candidate.refuse("the site's name");
      return;
    }
    if (addition != null && addition.isSameAs(candidate.value)) {
      candidate.refuse("what the title adds to the headline");
      return;
    }
    if (main && marked.furniture() == null) {
      lone.add(candidate);
      loneHeading = marked;
    }
    double agreement = agreement(candidate.value);
    double score = agreement - (marked.furniture() == null ? 0 : 0.05);
    if (agreement < (main ? AGREES : AGREES_WELL)) {
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
    Candidate<Title> linked = candidates.from(HeadlineChoice.LINKED).orElse(null);
    Candidate<Title> graph = candidates.from(HeadlineChoice.GRAPH).orElse(null);
    return linked != null && graph != null && linked.value.similarity(graph.value) >= 0.8;
  }

  private double agreement(Title heading) {
    double most = pageTitle == null ? 0 : TITLE_ALONE * heading.similarity(pageTitle);
    for (Title title : declared) {
      most = Math.max(most, heading.similarity(title));
    }
    for (Title title : whole) {
      most = Math.max(most, WHOLE_TITLE * heading.similarity(title));
    }
    return most;
  }
}
