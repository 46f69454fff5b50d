package org.copydesk.pipeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the environment says: one variable a key, and for secrets a file beside. */
final class EnvironmentLayer {
  private static final long MAX_SECRET_BYTES = 64 << 10;

  /** Read by the launcher and the logs, before there is a configuration. */
  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "COPYDESK_CONFIG",
          "COPYDESK_DATA",
          "COPYDESK_JAVA_OPTS",
          "COPYDESK_LOG_FORMAT",
          "COPYDESK_LOG_LEVEL");

  /**
   * Kubernetes sets these in every container for each service of a namespace; one that is called
   * copydesk-something must not stop the start-up.
   */
  private static final Pattern KUBERNETES_SERVICE =
      Pattern.compile(
          "COPYDESK_(?:[A-Z0-9_]*_)?(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?"
              + "|PORT|PORT_[0-9]+_(?:TCP|UDP)(?:_(?:ADDR|PORT|PROTO))?)");

  private final Map<String, RawValue> values;
  private final Problems problems;
  private final Map<String, Setting<?>> byVariable = new LinkedHashMap<>();
  private final Map<String, Setting<?>> byFileVariable = new LinkedHashMap<>();

  EnvironmentLayer(Map<String, RawValue> values, Problems problems) {
    this.values = values;
    this.problems = problems;
    for (Setting<?> setting : Settings.ALL) {
      byVariable.put(setting.environmentName(), setting);
      if (setting.secret()) {
        byFileVariable.put(setting.fileEnvironmentName(), setting);
      }
    }
  }

  /** An empty variable counts as unset: compose files write those. */
  void take(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !value.isEmpty()) {
                takeVariable(name, value, environment);
              }
            });
  }

  private void takeVariable(String name, String value, Map<String, String> environment) {
    Setting<?> setting = byVariable.get(name);
    Setting<?> fromFile = byFileVariable.get(name);
    if (setting != null) {
      values.put(setting.key(), new RawValue(value, "environment " + name));
    } else if (fromFile != null) {
      takeFile(fromFile, name, value, environment);
    } else if (!NOT_SETTINGS.contains(name) && !KUBERNETES_SERVICE.matcher(name).matches()) {
      problems.unknown(
          "environment variable " + name,
          "environment",
          Suggestion.nearest(name, byVariable.keySet()));
    }
  }

  private void takeFile(
      Setting<?> setting, String name, String file, Map<String, String> environment) {
    if (!environment.getOrDefault(setting.environmentName(), "").isEmpty()) {
      problems.add("Both %s and %s are set; keep one.".formatted(setting.environmentName(), name));
      return;
    }
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_SECRET_BYTES) {
        problems.add("The file that %s names is larger than 64 KiB.".formatted(name));
        return;
      }
      String text = Files.readString(path).stripTrailing();
      values.put(setting.key(), new RawValue(text, "file of " + name));
    } catch (IOException | InvalidPathException e) {
      problems.add("%s names %s, which cannot be read.".formatted(name, file));
    }
  }
}
