package org.copydesk.pipeline.message;

import java.time.Instant;
import java.util.Objects;

/**
 * What was learned of a host's furniture: the value of {@code news.boilerplate.v1}, keyed by
 * authority, in its shard.
 *
 * @param authority host, and port where it is not the default
 * @param pages how many pages it was learned from
 * @param learnedAt when the last of them was processed
 * @param sketch what the extraction library wrote of them, as base64; it holds hashes, no text
 */
public record Boilerplate(String authority, int pages, Instant learnedAt, String sketch) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.boilerplate.v1";

  public Boilerplate {
    Objects.requireNonNull(authority, "authority");
    Objects.requireNonNull(learnedAt, "learnedAt");
    Objects.requireNonNull(sketch, "sketch");
  }
}
