package org.copydesk.ingest.visit;

import java.net.URI;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;

/**
 * Another address of a page that was just fetched: it is not fetched again under that one, and ends
 * as a duplicate of the address that was asked for.
 *
 * @param state what is remembered of it
 * @param outcome what became of it, where nothing has before
 */
record Alias(UrlState state, UrlOutcome outcome) {

  /** The address that the page really came from. */
  static Alias ofRedirect(PageJob job, FetchedPage page) {
    return of(job, page, page.url(), "redirect-target");
  }

  /** The address that the page calls its own. */
  static Alias ofCanonical(PageJob job, FetchedPage page, URI canonical) {
    return of(job, page, canonical.toString(), "canonical");
  }

  private static Alias of(PageJob job, FetchedPage page, String url, String reason) {
    UrlToFetch asked = job.target();
    UrlToFetch target =
        new UrlToFetch(
            Ids.urlId(url),
            url,
            asked.sourceId(),
            UrlToFetch.Why.REDIRECT,
            asked.published(),
            asked.updated(),
            asked.title());
    UrlState state =
        UrlState.of(target, UrlState.Status.FETCHED, page.fetchedAt())
            .withTries(0, job.hops())
            .withReason(reason)
            .fetchedBy(page.fetchId())
            .discoveredAt(job.discovered(), null);
    UrlOutcome outcome =
        new UrlOutcome(
            target.urlId(),
            url,
            Disposition.DUPLICATE,
            reason,
            "fetched for " + asked.url(),
            asked.sourceId(),
            page.fetchId(),
            PageEnds.STAGE,
            page.fetchedAt());
    return new Alias(state, outcome);
  }
}
