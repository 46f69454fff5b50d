package org.copydesk.pipeline.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How pages and feeds are fetched.
 *
 * @param contact the page or e-mail address that the User-Agent names, for those who run the sites
 * @param delay the least pause between two requests to one authority
 * @param allowNetworks networks in CIDR form that may be fetched from although they are loopback,
 *     private or otherwise special; all others of that kind are refused
 * @param allowPorts ports that may be fetched from beside 80 and 443
 * @param timeout for one whole exchange, from connecting to the last byte
 * @param maxBodyBytes where a body is cut
 * @param pollInterval how often a source is looked at until its rhythm is known
 * @param shortestPoll what a busy source can lower that to
 * @param longestPoll what a silent source can raise that to
 * @param parallel the most authorities that one process talks to at a time
 * @param parallelPerAddress the most of them that share one IP address
 * @param liveAge how old an entry of a sitemap may be to count as news
 * @param revisitAfter the ages at which an article is fetched again to see corrections; none when
 *     empty
 */
public record FetchConfig(
    @Nullable String contact,
    Duration delay,
    List<String> allowNetworks,
    List<Integer> allowPorts,
    Duration timeout,
    int maxBodyBytes,
    Duration pollInterval,
    Duration shortestPoll,
    Duration longestPoll,
    int parallel,
    int parallelPerAddress,
    Duration liveAge,
    List<Duration> revisitAfter) {

  /** Many names share one server at a hoster, and few servers mind so many visitors. */
  public static final int PARALLEL_PER_ADDRESS = 8;

  /** Once a minute: what a feed of breaking news bears. */
  public static final Duration SHORTEST_POLL = Duration.ofMinutes(1);

  /** Once a day: what a silent source is worth. */
  public static final Duration LONGEST_POLL = Duration.ofHours(24);

  /** Three days: sitemaps for news hold the last two. */
  public static final Duration LIVE_AGE = Duration.ofDays(3);

  /** Most corrections come within the first hours. */
  public static final List<Duration> REVISIT_AFTER =
      List.of(
          Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(24));

  public FetchConfig {
    Objects.requireNonNull(delay, "delay");
    allowNetworks = List.copyOf(allowNetworks);
    allowPorts = List.copyOf(allowPorts);
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(pollInterval, "pollInterval");
    Objects.requireNonNull(shortestPoll, "shortestPoll");
    Objects.requireNonNull(longestPoll, "longestPoll");
    Objects.requireNonNull(liveAge, "liveAge");
    revisitAfter = revisitAfter.stream().sorted().toList();
  }

  /** With the usual bounds and age of news, and no page fetched again. */
  public FetchConfig(
      @Nullable String contact,
      Duration delay,
      List<String> allowNetworks,
      List<Integer> allowPorts,
      Duration timeout,
      int maxBodyBytes,
      Duration pollInterval,
      int parallel) {
    this(
        contact,
        delay,
        allowNetworks,
        allowPorts,
        timeout,
        maxBodyBytes,
        pollInterval,
        SHORTEST_POLL,
        LONGEST_POLL,
        parallel,
        PARALLEL_PER_ADDRESS,
        LIVE_AGE,
        List.of());
  }

  /** The same, allowed to fetch from these networks and ports. */
  public FetchConfig withAllowed(List<String> networks, List<Integer> ports) {
    return new FetchConfig(
        contact,
        delay,
        networks,
        ports,
        timeout,
        maxBodyBytes,
        pollInterval,
        shortestPoll,
        longestPoll,
        parallel,
        parallelPerAddress,
        liveAge,
        revisitAfter);
  }
}
