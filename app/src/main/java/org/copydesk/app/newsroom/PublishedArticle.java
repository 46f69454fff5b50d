package org.copydesk.app.newsroom;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The truth about one article at one moment: what a reader of its page sees, without the page's
 * furniture.
 *
 * @param url the canonical URL
 * @param number the article's place in its site's order of publication, from 0
 * @param published when it appeared, whole seconds, in the site's zone
 * @param modified the same, or when it was corrected
 * @param revision 1, or 2 once corrected
 * @param dateline what the first block begins with, such as {@code OSTRAU (dpa) –}
 * @param agency the agency of that dateline
 * @param blocks the body in reading order; the dateline is part of the first one, a correction note
 *     is the last one
 */
public record PublishedArticle(
    URI url,
    int number,
    String headline,
    String summary,
    String language,
    String section,
    String author,
    OffsetDateTime published,
    OffsetDateTime modified,
    int revision,
    Optional<String> dateline,
    Optional<String> agency,
    List<String> tags,
    Optional<String> caption,
    List<Block> blocks) {

  public PublishedArticle {
    tags = List.copyOf(tags);
    blocks = List.copyOf(blocks);
  }

  /** The blocks' texts joined by one blank line. */
  public String body() {
    return blocks.stream().map(Block::text).collect(joining("\n\n"));
  }
}
