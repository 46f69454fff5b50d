package org.copydesk.extract;

import java.net.URI;
import java.util.Objects;
import org.copydesk.extract.page.CharsetFinder;
import org.jspecify.annotations.Nullable;

/**
 * The text of an article that somebody extracted before, with what furniture they left in it.
 *
 * @param text paragraphs parted by blank lines
 * @param url where the article was found, if that is known
 */
public record TextInput(String text, @Nullable URI url) {
  public TextInput {
    Objects.requireNonNull(text, "text");
  }

  public static TextInput of(String text) {
    return new TextInput(text, null);
  }

  /**
   * A text in a charset to be found out.
   *
   * @param contentType the HTTP header, where there is one
   */
  public static TextInput decode(byte[] bytes, @Nullable String contentType) {
    return of(CharsetFinder.decode(bytes, contentType));
  }

  public TextInput withUrl(@Nullable URI newUrl) {
    return new TextInput(text, newUrl);
  }
}
