package org.copydesk.extract;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an extraction ended as it did: every block seen with its decision, the candidates for the
 * body, and where each metadata field came from.
 *
 * @param charset the charset the bytes were read in, and why, such as {@code UTF-8 (header)}
 */
public record Trace(
    String charset,
    List<BodyCandidate> candidates,
    List<BlockDecision> blocks,
    List<Provenance> fields) {
  public Trace {
    Objects.requireNonNull(charset, "charset");
    candidates = List.copyOf(candidates);
    blocks = List.copyOf(blocks);
    fields = List.copyOf(fields);
  }

  public static Trace empty(String charset) {
    return new Trace(charset, List.of(), List.of(), List.of());
  }

  /**
   * One way of finding the body.
   *
   * @param finder how it was found: {@code model}, {@code shape}, {@code embedded-state}; to
   *     explain, also what the page says of itself: {@code markup}, {@code json-ld}
   * @param path the element, as a short selector
   * @param why its weight, or how much it holds of what was kept
   */
  public record BodyCandidate(String finder, String path, boolean chosen, String why) {}

  /**
   * What became of one block of the page.
   *
   * @param rule the rule that decided, such as {@code kept:prose} or {@code related-links}
   * @param why what the rule went by: how often a learned line was seen, why a block was not
   *     compared with the text, or the features that moved the block's score most, each with its
   *     value and what it added to the score; null when explaining is off and the rule's name says
   *     it all
   * @param path where it stands, as a short selector; null when explaining is off
   */
  public record BlockDecision(
      int index,
      boolean kept,
      String rule,
      @Nullable String why,
      @Nullable String path,
      Features features,
      String text) {
    public BlockDecision {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(features, "features");
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * What the rules looked at.
   *
   * @param kind the sort of element: {@code p}, {@code h2}, {@code li} ...
   * @param marks what its surroundings are marked as: {@code share}, {@code related}, {@code nav}
   * @param score how much it looks like article text, from 0 to 1
   */
  public record Features(String kind, int chars, double linkDensity, String marks, double score) {}
}
