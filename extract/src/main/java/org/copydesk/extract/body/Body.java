package org.copydesk.extract.body;

import java.util.List;
import org.copydesk.extract.Block;
import org.copydesk.extract.Trace;

/**
 * What was found on a page.
 *
 * @param proseOnPage the length of all text on the page that looks like prose, for the judgement
 *     whether the page is an article at all
 * @param confidence how sure the choice is, from 0 to 1
 */
public record Body(
    List<Block> blocks,
    List<Trace.BodyCandidate> candidates,
    List<Trace.BlockDecision> decisions,
    int proseOnPage,
    double confidence) {
  public Body {
    blocks = List.copyOf(blocks);
    candidates = List.copyOf(candidates);
    decisions = List.copyOf(decisions);
  }
}
