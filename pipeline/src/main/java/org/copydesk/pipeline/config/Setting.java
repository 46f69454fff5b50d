package org.copydesk.pipeline.config;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration.
 *
 * @param fallback the value when nothing sets it; null when there is none
 * @param secret whether it may be read from a {@code *_FILE}, and is shown masked
 * @param about one sentence for the operator
 */
record Setting<T>(
    String key, ValueType<T> type, @Nullable T fallback, boolean secret, String about) {
  static final String ENVIRONMENT_PREFIX = "COPYDESK_";

  Setting {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(about, "about");
  }

  /** {@code kafka.bootstrap-servers} is {@code COPYDESK_KAFKA_BOOTSTRAP_SERVERS}. */
  String environmentName() {
    return ENVIRONMENT_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The variable that names a file to read the value from. */
  String fileEnvironmentName() {
    return environmentName() + "_FILE";
  }
}
