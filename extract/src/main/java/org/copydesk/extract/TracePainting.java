package org.copydesk.extract;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Paints an extraction as an HTML page: how it ended, where the metadata came from, and the page's
 * blocks in their order, kept ones on green, dropped ones on red, each with the rule that decided
 * and what it went by. Safe to open: everything is escaped, there is no script, and the page's
 * policy forbids all that would come from elsewhere.
 */
public final class TracePainting {
  private static final String POLICY =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
          + " 'unsafe-inline'\">";
  private static final String STYLE =
      "body{font:16px/1.45 sans-serif;max-width:56em;margin:2em auto;padding:0 1em;color:#111}"
          + "h1{font-size:1.3em}h2{font-size:1.05em;margin:1.6em 0 .4em}"
          + "table{border-collapse:collapse;font-size:.8em}td{padding:.1em .8em .1em 0;"
          + "vertical-align:top;max-width:26em;overflow-wrap:anywhere}.won{font-weight:bold}"
          + ".b{margin:.25em 0;padding:.3em .7em;border-left:.4em solid}"
          + ".b p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
          + ".kept{border-color:#2a2;background:#eafaea}"
          + ".dropped{border-color:#c33;background:#fdeeee}.dropped p{color:#666;font-size:.9em}"
          + ".learned{border-color:#b60;background:#fff4e0}"
          + ".h p{font-weight:bold;font-size:1.1em}"
          + "small{color:#555;font:.72em/1.4 monospace;overflow-wrap:anywhere}"
          + "small b{color:#111}summary{cursor:pointer}";

  private final StringBuilder html = new StringBuilder(16_384);

  private TracePainting() {}

  /** Paints how an extraction ended and why. */
  public static String write(Extraction extraction) {
    return new TracePainting().page(extraction);
  }

  private String page(Extraction extraction) {
    Trace trace = extraction.trace();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.append(POLICY).append("<title>What was kept and dropped</title><style>").append(STYLE);
    html.append("</style></head><body>\n");
    element("h1", outcome(extraction));
    html.append("<p><small>charset ");
    text(trace.charset());
    html.append("</small></p>\n");
    candidates(trace);
    fields(trace);
    counts(trace);
    html.append("<h2>The page</h2>\n");
    trace.blocks().forEach(this::block);
    return html.append("</body></html>\n").toString();
  }

  private static String outcome(Extraction extraction) {
    return switch (extraction) {
      case Extraction.Found found ->
          String.format(
              Locale.ROOT,
              "Article: %s (%d words, confidence %.2f)",
              found.article().headline(),
              found.article().wordCount(),
              found.article().confidence());
      case Extraction.NotArticle not ->
          "Not an article: " + not.reason().code() + " (" + not.detail() + ")";
      case Extraction.Failed failed ->
          "Not readable: " + failed.failure().code() + " (" + failed.detail() + ")";
    };
  }

  private void candidates(Trace trace) {
    html.append("<h2>Ways to the body</h2>\n<table>\n");
    for (Trace.BodyCandidate candidate : trace.candidates()) {
      row(candidate.chosen(), candidate.finder(), candidate.path(), candidate.why());
    }
    html.append("</table>\n");
  }

  private void fields(Trace trace) {
    html.append("<h2>Metadata</h2>\n<details><summary>");
    html.append(trace.fields().size()).append(" fields, with what each was chosen from</summary>");
    html.append("\n<table>\n");
    for (Provenance field : trace.fields()) {
      for (Provenance.Candidate candidate : field.candidates()) {
        String source = candidate.source();
        row(candidate.chosen(), field.field(), source, candidate.value(), candidate.why());
      }
    }
    html.append("</table></details>\n");
  }

  private void row(boolean won, String... cells) {
    html.append(won ? "<tr class=\"won\">" : "<tr>");
    for (String cell : cells) {
      element("td", cell);
    }
    html.append("</tr>\n");
  }

  private void counts(Trace trace) {
    Map<String, Long> counts =
        trace.blocks().stream()
            .collect(
                Collectors.groupingBy(
                    Trace.BlockDecision::rule, TreeMap::new, Collectors.counting()));
    html.append("<h2>Rules, and how many blocks each decided</h2>\n<p><small>");
    text(
        counts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(" · ")));
    html.append("</small></p>\n");
  }

  private void block(Trace.BlockDecision block) {
    String kind = block.features().kind();
    boolean heading = kind.length() == 2 && kind.charAt(0) == 'h' && kind.charAt(1) != 'r';
    String sort = block.rule().startsWith("learned") ? "dropped learned" : "dropped";
    html.append("<div class=\"b ").append(block.kept() ? "kept" : sort);
    html.append(heading ? " h" : "").append("\"><small><b>");
    text(block.rule());
    html.append("</b> ");
    text(label(block));
    html.append("</small><p dir=\"auto\">");
    text(block.text());
    html.append("</p></div>\n");
  }

  private static String label(Trace.BlockDecision block) {
    Trace.Features features = block.features();
    String marks = features.marks().isEmpty() ? "" : ", marked " + features.marks();
    String why = block.why() == null ? "" : " · " + block.why();
    return String.format(
        Locale.ROOT,
        "#%d %s · %d letters, links %.2f, score %.2f%s%s",
        block.index(),
        Objects.requireNonNullElse(block.path(), features.kind()),
        features.chars(),
        features.linkDensity(),
        features.score(),
        marks,
        why);
  }

  private void element(String tag, String content) {
    html.append('<').append(tag).append('>');
    text(content);
    html.append("</").append(tag).append(">\n");
  }

  private void text(String content) {
    html.append(ArticleHtml.escape(content));
  }
}
