package org.copydesk.ingest.visit;

import java.time.Instant;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.pipeline.message.UrlState;
import org.jspecify.annotations.Nullable;

/**
 * When a page is looked at again, and the validators that let an unchanged one cost no body then.
 */
record SecondLook(Instant at, @Nullable String etag, @Nullable String lastModified) {

  static SecondLook of(Instant at, ResponseHead head) {
    return new SecondLook(
        at, head.validator("etag").orElse(null), head.validator("last-modified").orElse(null));
  }

  UrlState plannedIn(UrlState state) {
    return state.dueAt(at).withValidators(etag, lastModified);
  }
}
