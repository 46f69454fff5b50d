package org.copydesk.extract.metadata;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a news text that says where, when and by which agency it was written.
 *
 * @param place as written, such as {@code PARIS}; null when only the agency is named
 * @param agency the agency's name in one form for all languages, such as {@code Reuters}; null when
 *     only the place is named
 * @param span the dateline exactly as it stands at the start of the text, its last dash or full
 *     stop included, without the space behind it
 */
public record Dateline(@Nullable String place, @Nullable String agency, String span) {
  public Dateline {
    Objects.requireNonNull(span, "span");
  }
}
