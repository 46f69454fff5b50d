package org.copydesk.ingest.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.state.PageJob;

/**
 * When a fresh article is fetched again, so that its corrections are seen: at the configured ages,
 * counted from its publication, or from its discovery where no source says when it was published.
 *
 * @param ages in order; none means never
 */
record RevisitPlan(List<Duration> ages) {

  RevisitPlan {
    ages = List.copyOf(ages);
  }

  /** The next time after a look; empty when the article is too old, or came by the backfill. */
  Optional<Instant> next(PageJob job, Instant now) {
    if (ages.isEmpty() || job.isBackfill()) {
      return Optional.empty();
    }
    Instant published = job.target().published();
    Instant born = published == null || published.isAfter(now) ? job.discovered() : published;
    Instant soonest = now.plus(ages.getFirst().dividedBy(2));
    return ages.stream().map(born::plus).filter(due -> due.isAfter(soonest)).findFirst();
  }
}
