package org.copydesk.pipeline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the YAML file says: nested keys become dotted ones, each checked to be known. */
final class FileLayer {
  private final String fileName;
  private final Map<String, Setting<?>> known;
  private final Map<String, RawValue> values;
  private final Problems problems;
  private YamlNode sources = new YamlNode.Nothing(1);

  /**
   * @param values where the file's values go
   */
  FileLayer(
      Path file, Map<String, Setting<?>> known, Map<String, RawValue> values, Problems problems) {
    this.fileName = Objects.requireNonNullElse(file.getFileName(), file).toString();
    this.known = known;
    this.values = values;
    this.problems = problems;
  }

  /** Takes all settings into the values, and gives the list of sources as it stands. */
  YamlNode take(YamlNode.Fields root) {
    takeFields("", root);
    return sources;
  }

  String origin(int line) {
    return fileName + " line " + line;
  }

  private void takeFields(String prefix, YamlNode.Fields fields) {
    fields.fields().forEach((name, node) -> takeField(prefix + name, node));
  }

  private void takeField(String key, YamlNode node) {
    if (key.equals(Settings.SOURCES)) {
      sources = node;
    } else if (known.containsKey(key)) {
      takeValue(key, node);
    } else if (!isBeginning(key)) {
      problems.unknown("key " + key, origin(node.line()), suggestion(key, node));
    } else if (node instanceof YamlNode.Fields fields) {
      takeFields(key + ".", fields);
    } else if (!(node instanceof YamlNode.Nothing)) {
      problems.add("%s (%s) must hold keys of its own.".formatted(key, origin(node.line())));
    }
  }

  private @Nullable String suggestion(String key, YamlNode node) {
    Stream<String> candidates =
        node instanceof YamlNode.Fields
            ? known.keySet().stream().map(name -> name.substring(0, name.indexOf('.')))
            : known.keySet().stream();
    List<String> names = Stream.concat(candidates, Stream.of(Settings.SOURCES)).distinct().toList();
    return Suggestion.nearest(key, names);
  }

  private boolean isBeginning(String key) {
    return known.keySet().stream().anyMatch(name -> name.startsWith(key + "."));
  }

  private void takeValue(String key, YamlNode node) {
    String text =
        switch (node) {
          case YamlNode.Nothing nothing -> null;
          case YamlNode.Text scalar -> scalar.text();
          case YamlNode.Items items -> joined(key, items);
          case YamlNode.Fields fields -> asProperties(key, fields);
        };
    if (text != null) {
      values.put(key, new RawValue(text, origin(node.line())));
    }
  }

  private @Nullable String joined(String key, YamlNode.Items items) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items.items()) {
      if (!(item instanceof YamlNode.Text scalar) || scalar.text().contains(",")) {
        problems.add("%s (%s) must hold one value a line.".formatted(key, origin(item.line())));
        return null;
      }
      texts.add(scalar.text());
    }
    return String.join(",", texts);
  }

  private @Nullable String asProperties(String key, YamlNode.Fields fields) {
    if (!key.equals(Settings.KAFKA_PROPERTIES.key())) {
      problems.add("%s (%s) must hold a value, not keys.".formatted(key, origin(fields.line())));
      return null;
    }
    return propertyLines("", fields).collect(Collectors.joining("\n"));
  }

  private Stream<String> propertyLines(String prefix, YamlNode.Fields fields) {
    return fields.fields().entrySet().stream()
        .flatMap(
            field ->
                switch (field.getValue()) {
                  case YamlNode.Nothing nothing -> Stream.empty();
                  case YamlNode.Text scalar ->
                      Stream.of(PropertyText.line(prefix + field.getKey(), scalar.text()));
                  case YamlNode.Fields inner -> propertyLines(prefix + field.getKey() + ".", inner);
                  case YamlNode.Items items -> {
                    problems.add(
                        "%s (%s) must hold names and single values."
                            .formatted(Settings.KAFKA_PROPERTIES.key(), origin(items.line())));
                    yield Stream.empty();
                  }
                });
  }
}
