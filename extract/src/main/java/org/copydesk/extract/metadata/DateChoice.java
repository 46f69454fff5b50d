package org.copydesk.extract.metadata;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.metadata.Candidates.Candidate;
import org.jspecify.annotations.Nullable;

/** Chooses among the dates found, in order of trust, and explains what it changed in that order. */
final class DateChoice {
  private static final Duration WIDEST_OFFSET = Duration.ofHours(14);

  /** How many days before its publication a text may have been changed last: it was planned. */
  private static final int EARLIEST_CHANGE = 7;

  private DateChoice() {}

  static void choose(Candidates<PublishedDate> published, Candidates<PublishedDate> modified) {
    modified.chooseFirst("first plausible source in order of trust");
    if (!published.isOpen()) {
      takeChange(published, modified);
      return;
    }
    Candidate<PublishedDate> first = published.open().getFirst();
    Candidate<PublishedDate> earlier = beforeChange(first, published, modified);
    Candidate<PublishedDate> best = earlier == null ? first : earlier;
    Candidate<PublishedDate> zoned = inOwnZone(best, published);
    Candidate<PublishedDate> twin = earlier == null ? withDayFirst(best, published) : null;
    if (twin != null) {
      published.choose(twin, "tells day from month, which the first source leaves open");
    } else if (zoned != null) {
      published.choose(zoned, "the same moment with the publisher's own offset");
    } else {
      published.choose(
          best,
          earlier == null
              ? "first plausible source in order of trust"
              : "the first source gives the date of the last change");
    }
    dropImpossible(published, modified);
  }

  /** A change days before the publication is the date of something else. */
  private static void dropImpossible(
      Candidates<PublishedDate> published, Candidates<PublishedDate> modified) {
    PublishedDate first = published.value();
    if (first == null) {
      return;
    }
    for (Candidate<PublishedDate> change : modified.open()) {
      if (change.value.day().isBefore(first.day().minusDays(EARLIEST_CHANGE))) {
        change.refuse("days before the publication");
      }
    }
    modified.forget();
    modified.chooseFirst("first plausible source in order of trust");
  }

  /** Where visible numbers can be read in two ways, the candidate that says the other one. */
  private static @Nullable Candidate<PublishedDate> withDayFirst(
      Candidate<PublishedDate> best, Candidates<PublishedDate> published) {
    LocalDate day = best.value.day();
    boolean visible = best.source.equals("text") || best.source.startsWith("marked:");
    if (!visible || day.getDayOfMonth() > 12 || day.getDayOfMonth() == day.getMonthValue()) {
      return null;
    }
    LocalDate swapped = LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue());
    for (Candidate<PublishedDate> other : published.open()) {
      boolean clear = other.source.equals("url") || other.value instanceof PublishedDate.Zoned;
      if (clear && other.value.day().equals(swapped)) {
        return other;
      }
    }
    return null;
  }

  /** A page that shows nothing but when it was changed: that visible date is all it says. */
  private static void takeChange(
      Candidates<PublishedDate> published, Candidates<PublishedDate> modified) {
    for (Candidate<PublishedDate> change : modified.open()) {
      if (change.source.equals("text") || change.source.startsWith("marked:")) {
        published
            .add("changed:" + change.source, change.value)
            .ifPresent(added -> published.choose(added, "the page shows only when it was changed"));
        return;
      }
    }
  }

  /** An earlier declared date, where the first one only repeats the moment of the last change. */
  private static @Nullable Candidate<PublishedDate> beforeChange(
      Candidate<PublishedDate> first,
      Candidates<PublishedDate> published,
      Candidates<PublishedDate> modified) {
    PublishedDate change = modified.value();
    if (change == null || !change.equals(first.value) || change instanceof PublishedDate.Day) {
      return null;
    }
    for (Candidate<PublishedDate> other : published.open()) {
      if (other.source.startsWith("meta:") && other.value.day().isBefore(first.value.day())) {
        return other;
      }
    }
    return null;
  }

  /**
   * The same moment with an offset, where the best source gives it in UTC: another candidate that
   * says so, or a local time that can only be that moment.
   */
  private static @Nullable Candidate<PublishedDate> inOwnZone(
      Candidate<PublishedDate> best, Candidates<PublishedDate> published) {
    if (!(best.value instanceof PublishedDate.Zoned utc)
        || !utc.value().getOffset().equals(ZoneOffset.UTC)) {
      return null;
    }
    for (Candidate<PublishedDate> other : published.open()) {
      OffsetDateTime moment = momentOf(other.value, utc.value());
      if (moment != null) {
        return published
            .add(other.source + "+" + best.source, new PublishedDate.Zoned(moment))
            .orElse(null);
      }
    }
    return null;
  }

  private static @Nullable OffsetDateTime momentOf(PublishedDate date, OffsetDateTime utc) {
    return switch (date) {
      case PublishedDate.Zoned zoned -> sameMoment(zoned.value(), utc);
      case PublishedDate.Local local -> shifted(local.value(), utc);
      case PublishedDate.Day ignored -> null;
    };
  }

  private static @Nullable OffsetDateTime sameMoment(OffsetDateTime zoned, OffsetDateTime utc) {
    boolean same = Math.abs(Duration.between(zoned, utc).toSeconds()) < 60;
    return same && !zoned.getOffset().equals(ZoneOffset.UTC)
        ? utc.withOffsetSameInstant(zoned.getOffset())
        : null;
  }

  /** A local time that differs from the moment by whole half hours, as offsets do. */
  private static @Nullable OffsetDateTime shifted(LocalDateTime local, OffsetDateTime utc) {
    Duration apart =
        Duration.between(
            utc.toLocalDateTime().withSecond(0).withNano(0), local.withSecond(0).withNano(0));
    boolean offset =
        !apart.isZero() && apart.toMinutes() % 30 == 0 && apart.abs().compareTo(WIDEST_OFFSET) <= 0;
    return offset
        ? utc.withOffsetSameInstant(ZoneOffset.ofTotalSeconds((int) apart.toSeconds()))
        : null;
  }
}
