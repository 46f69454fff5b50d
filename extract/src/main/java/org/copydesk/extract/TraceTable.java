package org.copydesk.extract;

import java.util.Locale;
import java.util.Objects;

/** Writes a trace as plain text: charset, fields, candidates, and a line for every block. */
public final class TraceTable {
  private static final int SHOWN_TEXT = 70;

  private TraceTable() {}

  public static String write(Trace trace) {
    StringBuilder table = new StringBuilder();
    table.append("charset: ").append(trace.charset()).append('\n');
    trace.fields().forEach(field -> writeField(table, field));
    for (Trace.BodyCandidate candidate : trace.candidates()) {
      String sign = candidate.chosen() ? "body * " : "body   ";
      table.append(sign).append(candidate.finder()).append("  ").append(candidate.path());
      table.append("  ").append(candidate.why()).append('\n');
    }
    trace.blocks().forEach(block -> writeBlock(table, block));
    return table.toString();
  }

  private static void writeField(StringBuilder table, Provenance field) {
    for (Provenance.Candidate candidate : field.candidates()) {
      table.append(field.field()).append(candidate.chosen() ? " * " : "   ");
      table.append(candidate.source()).append("  \"").append(shown(candidate.value()));
      table.append("\"  ").append(candidate.why()).append('\n');
    }
  }

  private static void writeBlock(StringBuilder table, Trace.BlockDecision block) {
    Trace.Features features = block.features();
    table.append(
        String.format(
            Locale.ROOT,
            "%s %4d  %-20s %-10s %5d chars  links %.2f  score %.2f  [%s] %s  {%s}  \"%s\"\n",
            block.kept() ? "+" : "-",
            block.index(),
            block.rule(),
            features.kind(),
            features.chars(),
            features.linkDensity(),
            features.score(),
            features.marks(),
            Objects.requireNonNullElse(block.path(), ""),
            Objects.requireNonNullElse(block.why(), ""),
            shown(block.text())));
  }

  private static String shown(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= SHOWN_TEXT ? line : line.substring(0, SHOWN_TEXT - 1) + "…";
  }
}
