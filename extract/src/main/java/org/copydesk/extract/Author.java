package org.copydesk.extract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A person who signed an article: a cleaned name (no "By", no job title) and perhaps a page. */
public record Author(String name, @Nullable String url) {
  public Author {
    Objects.requireNonNull(name, "name");
  }

  public static Author of(String name) {
    return new Author(name, null);
  }
}
