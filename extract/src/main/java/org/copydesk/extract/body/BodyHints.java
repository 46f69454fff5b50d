package org.copydesk.extract.body;

import org.jspecify.annotations.Nullable;

/**
 * What the metadata knows that helps to find the body.
 *
 * @param headline empty when unknown
 * @param articleBody the text that the page's linked data gives as the body; a witness, never the
 *     source
 */
public record BodyHints(String headline, @Nullable String articleBody) {
  public static BodyHints none() {
    return new BodyHints("", null);
  }
}
