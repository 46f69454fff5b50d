package org.copydesk.app.cli;

import org.copydesk.pipeline.log.OutsideText;
import org.jspecify.annotations.Nullable;

/** What a command has to say of one thing, a fact a line under one another. Not thread-safe. */
final class Facts {

  private final StringBuilder text = new StringBuilder();
  private final int width;

  /**
   * @param width columns that the names take
   */
  Facts(int width) {
    this.width = width;
  }

  /** Adds a fact; one without a value is left out. */
  Facts line(String name, @Nullable String value) {
    if (value != null) {
      text.append(name)
          .repeat(' ', Math.max(0, width - name.length()))
          .append(' ')
          .append(OutsideText.safe(value))
          .append(System.lineSeparator());
    }
    return this;
  }

  String text() {
    return text.toString();
  }
}
