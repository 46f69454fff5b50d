package org.copydesk.app.newsroom;

import static java.util.Objects.requireNonNull;

/** One piece of an article's body, in reading order, exactly as a reader sees it. */
public record Block(Kind kind, String text) {
  /** What the piece is; an item is one line of a list. */
  public enum Kind {
    PARAGRAPH,
    HEADING,
    QUOTE,
    ITEM
  }

  public Block {
    requireNonNull(kind);
    requireNonNull(text);
  }
}
