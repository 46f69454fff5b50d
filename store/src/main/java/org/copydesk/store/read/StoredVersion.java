package org.copydesk.store.read;

import java.time.Instant;
import java.util.Objects;

/**
 * One version of an article: a fetch whose content differs from that of the version before.
 *
 * @param number counts from 1
 */
public record StoredVersion(
    int number,
    String fetchId,
    String contentHash,
    String headline,
    String body,
    Instant fetchedAt,
    String rulesVersion,
    Instant storedAt) {
  public StoredVersion {
    Objects.requireNonNull(fetchId, "fetchId");
    Objects.requireNonNull(contentHash, "contentHash");
    Objects.requireNonNull(headline, "headline");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(fetchedAt, "fetchedAt");
    Objects.requireNonNull(rulesVersion, "rulesVersion");
    Objects.requireNonNull(storedAt, "storedAt");
  }
}
