package org.copydesk.extract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where the value of one metadata field came from: every candidate seen, and why one won. */
public record Provenance(String field, List<Candidate> candidates) {
  public Provenance {
    Objects.requireNonNull(field, "field");
    candidates = List.copyOf(candidates);
  }

  /** The candidate that won; empty when all were refused. */
  public Optional<Candidate> chosen() {
    return candidates.stream().filter(Candidate::chosen).findFirst();
  }

  /**
   * One value that was considered.
   *
   * @param source where it stands, such as {@code json-ld:headline}, {@code meta:og:title}, {@code
   *     h1}
   * @param value the value as read
   * @param why why it won or lost, in a few words
   */
  public record Candidate(String source, String value, boolean chosen, String why) {
    public Candidate {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(why, "why");
    }
  }
}
