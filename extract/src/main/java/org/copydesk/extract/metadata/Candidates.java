package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.copydesk.extract.Provenance;
import org.jspecify.annotations.Nullable;

/** The candidates of one field while they are collected and judged. At most {@value #LIMIT}. */
final class Candidates<T> {
  private static final int LIMIT = 40;
  private static final int SHOWN = 300;

  /** One candidate: where it stands, its value, and the verdict once there is one. */
  static final class Candidate<T> {
    final String source;
    final T value;
    private @Nullable String why;

    Candidate(String source, T value) {
      this.source = source;
      this.value = value;
    }

    void refuse(String reason) {
      why = reason;
    }

    boolean isRefused() {
      return why != null;
    }
  }

  private final String field;
  private final Function<T, String> shown;
  private final List<Candidate<T>> list = new ArrayList<>();
  private @Nullable Candidate<T> chosen;
  private String chosenWhy = "";

  Candidates(String field, Function<T, String> shown) {
    this.field = field;
    this.shown = shown;
  }

  Optional<Candidate<T>> add(String source, @Nullable T value) {
    if (value == null || list.size() >= LIMIT) {
      return Optional.empty();
    }
    Candidate<T> candidate = new Candidate<>(source, value);
    list.add(candidate);
    return Optional.of(candidate);
  }

  /** Those not refused, in the order in which they were added. */
  List<Candidate<T>> open() {
    return list.stream().filter(candidate -> !candidate.isRefused()).toList();
  }

  boolean isOpen() {
    for (Candidate<T> candidate : list) {
      if (!candidate.isRefused()) {
        return true;
      }
    }
    return false;
  }

  Optional<Candidate<T>> from(String source) {
    return list.stream().filter(c -> c.source.equals(source) && !c.isRefused()).findFirst();
  }

  void choose(Candidate<T> candidate, String why) {
    chosen = candidate;
    chosenWhy = why;
  }

  /** Takes a choice back. */
  void forget() {
    chosen = null;
  }

  /** Chooses the first that is not refused. */
  void chooseFirst(String why) {
    open().stream().findFirst().ifPresent(first -> choose(first, why));
  }

  @Nullable T value() {
    return chosen == null ? null : chosen.value;
  }

  Provenance provenance() {
    List<Provenance.Candidate> all = new ArrayList<>();
    for (Candidate<T> candidate : list) {
      boolean won = candidate.equals(chosen);
      String why = won ? chosenWhy : candidate.why == null ? "another came first" : candidate.why;
      String text = shown.apply(candidate.value);
      all.add(
          new Provenance.Candidate(
              candidate.source, text.substring(0, Math.min(SHOWN, text.length())), won, why));
    }
    return new Provenance(field, all);
  }
}
