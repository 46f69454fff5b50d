package org.copydesk.ingest.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.Fetcher;
import org.copydesk.ingest.fetch.ServerBusy;
import org.copydesk.ingest.politeness.Host;

/** Makes requests, and tells the host's pace and the meters of each. */
final class Requests {

  private final Fetcher fetcher;
  private final IngestMeters meters;
  private final Clock clock;

  Requests(Fetcher fetcher, IngestMeters meters, Clock clock) {
    this.fetcher = fetcher;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Makes one request.
   *
   * @param kind what it is for: robots, source or page
   * @throws ServerBusy when nothing was asked, as enough others are visited at the same address
   */
  FetchResult make(Host host, FetchRequest request, String kind)
      throws InterruptedException, ServerBusy {
    Instant begin = clock.instant();
    FetchResult result = fetcher.fetch(request, host::arrive);
    Instant end = clock.instant();
    Duration took = Duration.between(begin, end);
    if (!(result instanceof FetchResult.Refused)) {
      host.requested(end, took);
    }
    meters.requested(kind, result, took);
    return result;
  }
}
