package org.copydesk.pipeline.config;

import java.util.List;
import java.util.Objects;

/** A valid configuration, and for each key what it is and who said so. */
public record LoadedConfig(CopydeskConfig config, List<EffectiveValue> values) {
  public LoadedConfig {
    Objects.requireNonNull(config, "config");
    values = List.copyOf(values);
  }
}
