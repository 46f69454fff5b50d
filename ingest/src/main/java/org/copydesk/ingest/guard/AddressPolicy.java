package org.copydesk.ingest.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Says whether an address may be fetched from: the networks that the operator allows, and the
 * public internet unless it is closed. Immutable.
 *
 * @param allowed networks that may be reached although they are special
 * @param publicInternet false while nobody can be reached in case of trouble: no contact is set
 */
public record AddressPolicy(List<Cidr> allowed, boolean publicInternet) {

  public AddressPolicy {
    allowed = List.copyOf(allowed);
  }

  /** Why this address may not be reached, or empty when it may. */
  public Optional<String> refusal(InetAddress address) {
    if (isAllowed(address)) {
      return Optional.empty();
    }
    Optional<String> special = SpecialNetworks.nameOf(address);
    return special.isPresent() || publicInternet ? special : Optional.of("no-contact");
  }

  /** Whether the operator listed a network that holds the address. */
  public boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address));
  }
}
