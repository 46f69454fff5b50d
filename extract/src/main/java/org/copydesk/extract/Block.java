package org.copydesk.extract;

import java.util.Locale;
import java.util.Objects;

/**
 * One piece of an article, in reading order.
 *
 * @param text clean text; the lines of a list are its items, those of a table its rows (cells
 *     parted by {@code " | "})
 * @param level 1 to 6 for a heading, else 0
 */
public record Block(Kind kind, String text, int level) {
  /** What a block is; {@link #code()} is its name on the wire. */
  public enum Kind {
    HEADING,
    PARAGRAPH,
    QUOTE,
    LIST,
    TABLE,
    CAPTION,
    /** A correction or a note of the editors, kept and marked. */
    NOTE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Block {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  public static Block paragraph(String text) {
    return new Block(Kind.PARAGRAPH, text, 0);
  }

  public static Block heading(int level, String text) {
    return new Block(Kind.HEADING, text, level);
  }
}
