package org.copydesk.pipeline.config;

import java.util.Objects;

/**
 * One setting as it stands, to be shown.
 *
 * @param value as one would write it; secrets masked; empty when there is none
 * @param origin where it comes from: a line of the file, an environment variable, the command line,
 *     "default"
 */
public record EffectiveValue(String key, String value, String origin) {
  public EffectiveValue {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(origin, "origin");
  }
}
