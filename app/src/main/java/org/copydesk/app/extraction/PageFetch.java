package org.copydesk.app.extraction;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.copydesk.app.extraction.DocumentExtractor.Document;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.Fetcher;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.fetch.UserAgent;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.pipeline.BuildInfo;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * Fetches one page for a person who asked for it, through the same guard as the ingest service:
 * loopback and private networks are refused unless {@code fetch.allow-networks} has them. A person
 * is no robot, so robots.txt is not asked.
 */
public final class PageFetch {
  private static final int MAX_REDIRECTS = 5;

  private final Fetcher fetcher;
  private final int maxBytes;

  public PageFetch(FetchConfig config) {
    AddressCache.requireGuard();
    List<Cidr> networks = config.allowNetworks().stream().map(Cidr::parse).toList();
    FetchGuard guard =
        new FetchGuard(new AddressPolicy(networks, true), Set.copyOf(config.allowPorts()));
    String userAgent = UserAgent.of(BuildInfo.version(), config.contact());
    this.fetcher = new Fetcher(guard, userAgent, config.timeout());
    this.maxBytes = config.maxBodyBytes();
  }

  /**
   * Fetches a page, following a few redirects.
   *
   * @throws ServiceFailure when there is no page, with the reason
   */
  public Document fetch(URI url) throws InterruptedException {
    URI current = url;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      switch (fetcher.fetch(FetchRequest.page(current, maxBytes))) {
        case FetchResult.Redirect redirect -> current = redirect.target();
        case FetchResult.Body body -> {
          String type = body.head().contentType().orElse(null);
          return new Document(body.body(), current, type, Instant.now());
        }
        case FetchResult.Status status -> throw answered(url, status.head());
        case FetchResult.NotModified unchanged -> throw answered(url, unchanged.head());
        case FetchResult.Refused refused ->
            throw failure(
                ExitCode.NO_PERMISSION,
                "%s is refused: %s (%s); fetch.allow-networks and fetch.allow-ports allow more"
                    .formatted(
                        current, refused.refusal().rule().code(), refused.refusal().detail()));
        case FetchResult.Broken broken ->
            throw failure(
                ExitCode.UNAVAILABLE,
                "%s cannot be fetched: %s, %s"
                    .formatted(current, broken.fault().code(), broken.detail()));
      }
    }
    throw failure(ExitCode.UNAVAILABLE, "%s redirects too often".formatted(url));
  }

  private static ServiceFailure answered(URI url, ResponseHead head) {
    return failure(ExitCode.NO_INPUT, "%s answers with %d".formatted(url, head.status()));
  }

  private static ServiceFailure failure(ExitCode code, String sentence) {
    return new ServiceFailure(code, sentence + ".");
  }
}
