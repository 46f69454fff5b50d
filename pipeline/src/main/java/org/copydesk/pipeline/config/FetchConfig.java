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
 * @param pollInterval how often a source is looked at that says nothing else
 * @param parallel the most authorities that one process talks to at a time
 */
public record FetchConfig(
    @Nullable String contact,
    Duration delay,
    List<String> allowNetworks,
    List<Integer> allowPorts,
    Duration timeout,
    int maxBodyBytes,
    Duration pollInterval,
    int parallel) {
  public FetchConfig {
    Objects.requireNonNull(delay, "delay");
    allowNetworks = List.copyOf(allowNetworks);
    allowPorts = List.copyOf(allowPorts);
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(pollInterval, "pollInterval");
  }
}
