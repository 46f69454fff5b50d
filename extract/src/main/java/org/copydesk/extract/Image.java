package org.copydesk.extract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image of the article: an absolute URL; width and height in pixels where the page gives them.
 */
public record Image(
    String url, @Nullable String caption, @Nullable Integer width, @Nullable Integer height) {
  public Image {
    Objects.requireNonNull(url, "url");
  }

  public static Image of(String url) {
    return new Image(url, null, null, null);
  }
}
