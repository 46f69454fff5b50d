package org.copydesk.extract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who published the article, as the page itself says it. */
public record Publisher(String name, @Nullable String url) {
  public Publisher {
    Objects.requireNonNull(name, "name");
  }
}
