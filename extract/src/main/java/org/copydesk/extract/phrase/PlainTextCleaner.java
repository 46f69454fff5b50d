package org.copydesk.extract.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.copydesk.extract.Block;
import org.copydesk.extract.Trace;
import org.copydesk.extract.text.TextCleaner;

/** Cleans already extracted text: blocks parted by blank lines. Immutable, thread-safe. */
public final class PlainTextCleaner {
  private final PhraseRules phrases;

  public PlainTextCleaner(PhraseRules phrases) {
    this.phrases = phrases;
  }

  public Cleaned clean(String text) {
    List<Block> blocks = new ArrayList<>();
    List<Trace.BlockDecision> decisions = new ArrayList<>();
    for (String raw : paragraphs(text)) {
      StringBuilder kept = new StringBuilder();
      for (String line : raw.split("\n", -1)) {
        String clean = TextCleaner.clean(line);
        if (!clean.isEmpty() && decide(clean, decisions)) {
          kept.append(kept.isEmpty() ? "" : "\n").append(clean);
        }
      }
      if (!kept.isEmpty()) {
        blocks.add(Block.paragraph(kept.toString()));
      }
    }
    return new Cleaned(blocks, decisions);
  }

  private boolean decide(String line, List<Trace.BlockDecision> decisions) {
    Optional<String> reason = phrases.reasonFor(line);
    Trace.Features features = new Trace.Features("line", line.length(), 0, "", 0.5);
    String rule = reason.orElse("kept:text");
    decisions.add(
        new Trace.BlockDecision(
            decisions.size(), reason.isEmpty(), rule, null, null, features, line));
    return reason.isEmpty();
  }

  private static List<String> paragraphs(String text) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    text.lines()
        .forEach(
            line -> {
              if (isBlank(line)) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
              } else {
                paragraph.append(line).append('\n');
              }
            });
    paragraphs.add(paragraph.toString());
    return paragraphs;
  }

  /** Whether a line shows nothing: no-break spaces, too, part paragraphs. */
  private static boolean isBlank(String line) {
    return line.chars().allMatch(sign -> TextCleaner.isSpace((char) sign));
  }

  /** The blocks that are left, and what was decided on each line. */
  public record Cleaned(List<Block> blocks, List<Trace.BlockDecision> decisions) {
    public Cleaned {
      blocks = List.copyOf(blocks);
      decisions = List.copyOf(decisions);
    }
  }
}
