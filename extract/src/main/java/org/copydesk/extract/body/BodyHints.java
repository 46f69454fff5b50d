package org.copydesk.extract.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata knows that helps to find the body.
 *
 * @param headline empty when unknown
 * @param authors names
 * @param articleBody the text that the page's linked data gives as the body; a witness, never the
 *     source
 */
public record BodyHints(String headline, List<String> authors, @Nullable String articleBody) {
  public BodyHints {
    authors = List.copyOf(authors);
  }

  public static BodyHints none() {
    return new BodyHints("", List.of(), null);
  }
}
