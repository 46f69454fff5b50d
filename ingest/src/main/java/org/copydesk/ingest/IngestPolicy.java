package org.copydesk.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.fetch.UserAgent;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.politeness.PolitenessLimits;
import org.copydesk.ingest.visit.RetryPolicy;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * Everything that the configuration and our own defaults say about fetching.
 *
 * @param guard what may be reached
 * @param userAgent how we introduce ourselves
 * @param deadline for one exchange
 * @param maxBytes where a body is cut
 * @param politeness how hosts are treated
 * @param retries how failed pages are tried again
 * @param polls how often sources are asked
 * @param liveAge how old an entry of a sitemap may be to count as news
 * @param revisitAfter the ages at which an article is fetched again
 * @param inHand URLs of one partition that are in memory at a time
 */
public record IngestPolicy(
    FetchGuard guard,
    String userAgent,
    Duration deadline,
    int maxBytes,
    PolitenessLimits politeness,
    RetryPolicy retries,
    PollInterval polls,
    Duration liveAge,
    List<Duration> revisitAfter,
    int inHand) {

  private static final int IN_HAND = 1_000;

  public IngestPolicy {
    Objects.requireNonNull(guard, "guard");
    Objects.requireNonNull(userAgent, "userAgent");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(politeness, "politeness");
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(polls, "polls");
    Objects.requireNonNull(liveAge, "liveAge");
    revisitAfter = List.copyOf(revisitAfter);
  }

  /** The policy of a configuration. */
  static IngestPolicy of(FetchConfig config) {
    List<Cidr> allowed = config.allowNetworks().stream().map(Cidr::parse).toList();
    boolean hasContact = config.contact() != null && !config.contact().isBlank();
    FetchGuard guard =
        new FetchGuard(new AddressPolicy(allowed, hasContact), Set.copyOf(config.allowPorts()));
    return new IngestPolicy(
        guard,
        UserAgent.of(version(), config.contact()),
        config.timeout(),
        config.maxBodyBytes(),
        PolitenessLimits.of(config.delay(), config.parallel(), config.parallelPerAddress()),
        RetryPolicy.usual(),
        PollInterval.of(config),
        config.liveAge(),
        config.revisitAfter(),
        IN_HAND);
  }

  /**
   * Sees to it that whoever runs a site that we visit can reach somebody.
   *
   * @throws ServiceFailure when a source is on the public internet and no contact is set
   */
  void requireContact(FetchConfig config, List<SourceConfig> sources) {
    boolean hasContact = config.contact() != null && !config.contact().isBlank();
    for (SourceConfig source : sources) {
      if (!hasContact && !guard.isOwnNetwork(source.url())) {
        throw new ServiceFailure(
            ExitCode.CONFIG,
            "fetch.contact is not set, and the source "
                + source.id()
                + " is not on an allowed network of yours: set it to a page or an e-mail address"
                + " where those who run the sites can reach you.");
      }
    }
  }

  private static String version() {
    String version = IngestPolicy.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
