package org.copydesk.extract.page;

import java.io.Reader;
import org.copydesk.extract.Deadline;

/** Reads a string in pieces and throws once the deadline is past. */
final class DeadlineReader extends Reader {
  private static final int PIECE = 8192;

  private final String text;
  private final Deadline deadline;
  private int position;

  DeadlineReader(String text, Deadline deadline) {
    this.text = text;
    this.deadline = deadline;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    PageParser.check(deadline);
    if (position >= text.length()) {
      return -1;
    }
    int count = Math.min(Math.min(length, PIECE), text.length() - position);
    text.getChars(position, position + count, buffer, offset);
    position += count;
    return count;
  }

  @Override
  public void close() {
    position = text.length();
  }
}
