package org.copydesk.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * docker-compose.yml as its containers see it: anchors and merges resolved, and the operator's
 * variables filled in where a method says so.
 */
final class ComposeFile {
  static final Path PATH =
      Path.of(System.getProperty("copydesk.root", "..")).resolve("docker-compose.yml");

  /** A variable with what follows its name, such as {@code :?a reason} or {@code :-a default}. */
  static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)([^}]*)}");

  private final Map<String, Object> file;

  private ComposeFile(Map<String, Object> file) {
    this.file = file;
  }

  static ComposeFile read() {
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      return new ComposeFile(yaml.load(Files.readString(PATH)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Object> services() {
    return map(file.get("services"));
  }

  Map<String, Object> service(String name) {
    return map(services().get(name));
  }

  /** The names of the services that run our own image. */
  List<String> ownServices() {
    return services().keySet().stream().filter(name -> service(name).containsKey("build")).toList();
  }

  /** A service's variables, with the operator's filled in. */
  Map<String, String> environment(String service, Map<String, String> operator) {
    Map<String, String> environment = new LinkedHashMap<>();
    map(service(service).getOrDefault("environment", Map.of()))
        .forEach((name, value) -> environment.put(name, filled(text(value), operator)));
    return environment;
  }

  List<String> command(String service) {
    return list(service(service).get("command")).stream().map(ComposeFile::text).toList();
  }

  List<String> healthCheck(String service) {
    Map<String, Object> check = map(service(service).get("healthcheck"));
    return list(check.get("test")).stream().map(ComposeFile::text).toList();
  }

  /** The ports inside the container that are published. */
  Set<Integer> publishedPorts(String service) {
    return list(service(service).getOrDefault("ports", List.of())).stream()
        .map(ComposeFile::text)
        .map(port -> Integer.valueOf(port.substring(port.lastIndexOf(':') + 1)))
        .collect(Collectors.toSet());
  }

  /** The files a container sees, by their path in it: bound volumes and secrets. */
  Map<String, String> files(String service, Map<String, String> operator) {
    Map<String, String> files = new LinkedHashMap<>();
    for (Object volume : list(service(service).getOrDefault("volumes", List.of()))) {
      String[] parts = filled(text(volume), operator).split(":", -1);
      files.put(parts[1], parts[0]);
    }
    for (Object secret : list(service(service).getOrDefault("secrets", List.of()))) {
      Map<String, Object> source = map(map(file.get("secrets")).get(text(secret)));
      files.put("/run/secrets/" + secret, filled(text(source.get("file")), operator));
    }
    return files;
  }

  /** Puts the operator's values in the place of variables, as compose does. */
  private static String filled(String text, Map<String, String> operator) {
    return VARIABLE
        .matcher(text)
        .replaceAll(variable -> Matcher.quoteReplacement(valueOf(variable.group(1), operator)));
  }

  private static String valueOf(String variable, Map<String, String> operator) {
    String value = operator.get(variable);
    if (value == null) {
      throw new AssertionError("The compose file asks the operator for " + variable);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new AssertionError("not a mapping: " + value);
  }

  static Collection<?> list(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list;
    }
    throw new AssertionError("not a list: " + value);
  }

  static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
