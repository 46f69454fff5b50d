package org.copydesk.pipeline.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.copydesk.pipeline.config.SourceConfig.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the list of sources. Not thread-safe. */
final class SourcesReader {
  private static final int MAX_SOURCES = 100_000;

  private final IntFunction<String> originOfLine;
  private final Problems problems;

  SourcesReader(IntFunction<String> originOfLine, Problems problems) {
    this.originOfLine = originOfLine;
    this.problems = problems;
  }

  List<SourceConfig> read(YamlNode node) {
    return switch (node) {
      case YamlNode.Nothing nothing -> List.of();
      case YamlNode.Items items -> readAll(items);
      case YamlNode.Text text -> notAList(text.line());
      case YamlNode.Fields fields -> notAList(fields.line());
    };
  }

  private List<SourceConfig> notAList(int line) {
    problems.add(
        "sources (%s) must be a list, such as \"- feed: https://example.org/feed.xml\"."
            .formatted(originOfLine.apply(line)));
    return List.of();
  }

  private List<SourceConfig> readAll(YamlNode.Items items) {
    if (items.items().size() > MAX_SOURCES) {
      problems.add("sources holds more than %d sources.".formatted(MAX_SOURCES));
      return List.of();
    }
    List<SourceConfig> sources = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < items.items().size(); i++) {
      SourceConfig source = readOne("sources[" + i + "]", items.items().get(i));
      if (source != null && ids.add(source.id())) {
        sources.add(source);
      } else if (source != null) {
        problems.add(
            "sources[%d] has the id %s (%s), which another source has already; give it an id."
                .formatted(i, source.id(), originOfLine.apply(items.items().get(i).line())));
      }
    }
    return sources;
  }

  private @Nullable SourceConfig readOne(String name, YamlNode node) {
    if (!(node instanceof YamlNode.Fields fields)) {
      problems.add(
          "%s (%s) must hold keys such as feed and name."
              .formatted(name, originOfLine.apply(node.line())));
      return null;
    }
    Map<String, RawValue> values = values(name, fields);
    List<Kind> kinds =
        List.of(Kind.values()).stream().filter(k -> values.containsKey(k.key())).toList();
    if (kinds.size() != 1) {
      problems.add(
          "%s (%s) must have exactly one of the keys feed, sitemap, section and site."
              .formatted(name, originOfLine.apply(fields.line())));
      return null;
    }
    URI url = value(name, kinds.getFirst().key(), values, Settings.SOURCE_URL);
    String id = value(name, "id", values, Settings.SOURCE_ID);
    String title = value(name, "name", values, Settings.SOURCE_NAME);
    Duration every = value(name, "every", values, Settings.SOURCE_EVERY);
    return url == null
        ? null
        : new SourceConfig(
            id == null ? SourceConfig.idOf(url) : id, kinds.getFirst(), url, title, every);
  }

  private Map<String, RawValue> values(String name, YamlNode.Fields fields) {
    List<String> known = List.of("id", "name", "every", "feed", "sitemap", "section", "site");
    Map<String, RawValue> values = new LinkedHashMap<>();
    fields
        .fields()
        .forEach(
            (key, node) -> {
              String origin = originOfLine.apply(node.line());
              if (!known.contains(key)) {
                problems.unknown("key " + name + "." + key, origin, Suggestion.nearest(key, known));
              } else if (node instanceof YamlNode.Text text) {
                values.put(key, new RawValue(text.text(), origin));
              } else if (!(node instanceof YamlNode.Nothing)) {
                problems.add("%s.%s (%s) must be a single value.".formatted(name, key, origin));
              }
            });
    return values;
  }

  private <T> @Nullable T value(
      String name, String key, Map<String, RawValue> values, ValueType<T> type) {
    RawValue raw = values.get(key);
    if (raw == null) {
      return null;
    }
    T value = type.parse(raw.text());
    if (value == null) {
      problems.wrong(name + "." + key, raw, type.expected(), false);
    }
    return value;
  }
}
