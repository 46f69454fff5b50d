package org.copydesk.pipeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML file into {@link YamlNode}s. All scalars stay text. A file that cannot be read, is
 * no YAML, holds a key twice, or uses aliases is a {@link ServiceFailure} that names the line.
 */
final class YamlFile {
  private static final long MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 20;

  private final Path path;

  private YamlFile(Path path) {
    this.path = path;
  }

  static YamlNode.Fields read(Path path) {
    return new YamlFile(path).read();
  }

  private YamlNode.Fields read() {
    try (JsonParser parser =
        YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text())) {
      if (parser.nextToken() == null) {
        return new YamlNode.Fields(Map.of(), 1);
      }
      YamlNode root = node(parser, 0);
      if (parser.nextToken() != null) {
        throw failure("holds more than one document", line(parser));
      }
      return switch (root) {
        case YamlNode.Fields fields -> fields;
        case YamlNode.Nothing nothing -> new YamlNode.Fields(Map.of(), nothing.line());
        case YamlNode.Text text -> throw failure("must hold keys and values", text.line());
        case YamlNode.Items items -> throw failure("must hold keys and values", items.line());
      };
    } catch (JacksonException e) {
      throw failure("is not valid YAML", e.getLocation() == null ? 1 : e.getLocation().getLineNr());
    }
  }

  private String text() {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new ServiceFailure(
            ExitCode.CONFIG, "The configuration file " + path + " is larger than 1 MiB.");
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new ServiceFailure(
          ExitCode.NO_INPUT,
          "The configuration file %s cannot be read: %s."
              .formatted(path, Files.exists(path) ? "no permission or no UTF-8" : "no such file"),
          e);
    }
  }

  private YamlNode node(JsonParser parser, int depth) {
    int line = line(parser);
    if (depth > MAX_DEPTH) {
      throw failure("is nested deeper than %d levels".formatted(MAX_DEPTH), line);
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw failure("uses an alias (*), which is not supported", line);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser, line, depth);
      case START_ARRAY -> items(parser, line, depth);
      case VALUE_NULL -> new YamlNode.Nothing(line);
      default -> scalar(parser.getString(), line);
    };
  }

  private static YamlNode scalar(String text, int line) {
    return text.isEmpty() ? new YamlNode.Nothing(line) : new YamlNode.Text(text, line);
  }

  private YamlNode fields(JsonParser parser, int line, int depth) {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int nameLine = line(parser);
      parser.nextToken();
      if (fields.put(name, node(parser, depth + 1)) != null) {
        throw failure("holds the key %s twice".formatted(name), nameLine);
      }
    }
    return new YamlNode.Fields(fields, line);
  }

  private YamlNode items(JsonParser parser, int line, int depth) {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, depth + 1));
    }
    return new YamlNode.Items(items, line);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private ServiceFailure failure(String what, int line) {
    return new ServiceFailure(
        ExitCode.CONFIG, "The configuration file %s %s (line %d).".formatted(path, what, line));
  }
}
