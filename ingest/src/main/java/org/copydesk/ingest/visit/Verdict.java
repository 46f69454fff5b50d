package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Duration;
import org.copydesk.ingest.fetch.FetchResult;
import org.jspecify.annotations.Nullable;

/** What the answer to a request for a page means for its URL. */
sealed interface Verdict {

  /** A page to hand on. */
  record Page(FetchResult.Body body) implements Verdict {}

  /** Go on there. */
  record Follow(URI target) implements Verdict {}

  /** We must not or will not have it. */
  record Refuse(String reason, String detail) implements Verdict {}

  /** The site says that it does not exist. */
  record Gone(String reason) implements Verdict {}

  /** It will not get better. */
  record GiveUp(String reason, String detail) implements Verdict {}

  /**
   * Try again later.
   *
   * @param isHostTrouble whether the host as a whole is in trouble
   */
  record Retry(String reason, String detail, boolean isHostTrouble) implements Verdict {}

  /**
   * The host wants to be left alone.
   *
   * @param asked for how long; null when it does not say
   */
  record BackOff(String reason, @Nullable Duration asked) implements Verdict {}
}
