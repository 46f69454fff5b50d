package org.copydesk.extract;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text of an article that somebody extracted before, with what furniture they left in it.
 *
 * @param text paragraphs parted by blank lines
 */
public record TextInput(String text, @Nullable URI url, @Nullable Instant fetchedAt) {
  public TextInput {
    Objects.requireNonNull(text, "text");
  }

  public static TextInput of(String text) {
    return new TextInput(text, null, null);
  }
}
