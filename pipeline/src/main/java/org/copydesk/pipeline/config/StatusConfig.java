package org.copydesk.pipeline.config;

import java.util.Objects;

/**
 * Where the status endpoints listen.
 *
 * @param port 0 takes a free one
 */
public record StatusConfig(String host, int port) {
  public StatusConfig {
    Objects.requireNonNull(host, "host");
  }
}
