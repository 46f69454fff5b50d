package org.copydesk.extract;

import java.util.Locale;

/**
 * Paints a trace as an HTML page: the page's blocks in order, kept ones green, dropped ones red,
 * each with its rule and features. Safe to show; needs nothing from the network.
 */
public final class TracePainting {
  private static final String STYLE =
      "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
          + "div{margin:.3em 0;padding:.3em .6em;border-left:.4em solid;white-space:pre-wrap}"
          + ".kept{border-color:#2a2;background:#efe}.dropped{border-color:#c33;background:#fee}"
          + ".dropped p{color:#777}p{margin:0}small{color:#555;font-family:monospace}";

  private TracePainting() {}

  public static String write(Trace trace) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">");
    html.append("<title>What was kept and dropped</title><style>").append(STYLE);
    html.append("</style></head><body>\n");
    for (Trace.BodyCandidate candidate : trace.candidates()) {
      html.append("<p><small>").append(candidate.chosen() ? "body: " : "not chosen: ");
      html.append(ArticleHtml.escape(candidate.finder() + " " + candidate.path()));
      html.append(" – ").append(ArticleHtml.escape(candidate.why())).append("</small></p>\n");
    }
    trace.blocks().forEach(block -> paint(html, block));
    return html.append("</body></html>\n").toString();
  }

  private static void paint(StringBuilder html, Trace.BlockDecision block) {
    html.append("<div class=\"").append(block.kept() ? "kept" : "dropped").append("\"><small>");
    html.append(ArticleHtml.escape(label(block))).append("</small><p>");
    html.append(ArticleHtml.escape(block.text())).append("</p></div>\n");
  }

  private static String label(Trace.BlockDecision block) {
    Trace.Features features = block.features();
    String path = block.path() == null ? features.kind() : block.path();
    return String.format(
        Locale.ROOT,
        "%d %s · %s · %d chars, links %.2f, score %.2f, marks [%s]",
        block.index(),
        block.rule(),
        path,
        features.chars(),
        features.linkDensity(),
        features.score(),
        features.marks());
  }
}
