package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads the {@code application/ld+json} blocks of a page, once. What is common in pages and
 * harmless is tolerated: CDATA and comment wrappers, trailing commas, raw control characters,
 * quotes within a text, entities for quotes, several values in one block. A block that breaks keeps
 * what was read before the break; the page is never refused for it.
 *
 * <p>Bounds: {@value #MAX_BLOCKS} blocks, {@value #MAX_CHARACTERS} characters in all, {@value
 * #MAX_VALUES} values, {@value #MAX_DEPTH} levels. Numbers are kept as text and never computed.
 */
final class JsonLd {
  static final int MAX_BLOCKS = 50;
  static final int MAX_CHARACTERS = 4_000_000;
  static final int MAX_VALUES = 20_000;
  static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(1_000_000)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxDocumentLength(MAX_CHARACTERS)
                  .build())
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private final List<LinkedObject> objects = new ArrayList<>();
  private final Map<String, LinkedObject> byId = new HashMap<>();
  private int values;
  private int broken;

  private JsonLd() {}

  static JsonLd read(List<String> blocks) {
    JsonLd jsonLd = new JsonLd();
    int characters = 0;
    for (String block : blocks.subList(0, Math.min(blocks.size(), MAX_BLOCKS))) {
      characters += block.length();
      if (characters > MAX_CHARACTERS) {
        jsonLd.broken++;
        break;
      }
      jsonLd.readBlock(unwrap(block));
    }
    jsonLd.index();
    return jsonLd;
  }

  /** Every object that has a type, in document order, nested ones after their parents. */
  List<LinkedObject> objects() {
    return objects;
  }

  /** How many blocks broke or were left out. */
  int broken() {
    return broken;
  }

  /** The full object that a bare reference {@code {"@id": …}} means; else itself. */
  LinkedObject resolve(LinkedObject reference) {
    String id = reference.id();
    return id == null || reference.has("name") ? reference : byId.getOrDefault(id, reference);
  }

  private void index() {
    for (LinkedObject object : objects) {
      String id = object.id();
      if (id != null && object.has("name")) {
        byId.putIfAbsent(id, object);
      }
    }
  }

  /** Reads a block; a broken one once more with its quotes mended, if it can be read so. */
  private void readBlock(String block) {
    if (block.isEmpty()) {
      return;
    }
    int before = objects.size();
    String json = BrokenJson.unescaped(block);
    if (parse(json)) {
      return;
    }
    List<LinkedObject> partly = List.copyOf(objects.subList(before, objects.size()));
    objects.subList(before, objects.size()).clear();
    if (!parse(BrokenJson.mended(json))) {
      broken++;
      objects.subList(before, objects.size()).clear();
      objects.addAll(partly);
    }
  }

  private boolean parse(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        readValue(parser, null, "");
      }
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  private @Nullable Object readValue(
      JsonParser parser, @Nullable LinkedObject parent, String role) {
    if (++values > MAX_VALUES) {
      throw new TooManyValuesException();
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> readObject(parser, parent, role);
      case START_ARRAY -> readArray(parser, parent, role);
      case VALUE_NULL -> null;
      default -> token.isScalarValue() ? parser.getString() : null;
    };
  }

  private LinkedObject readObject(JsonParser parser, @Nullable LinkedObject parent, String role) {
    LinkedObject object = new LinkedObject(parent, role);
    objects.add(object);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = readValue(parser, object, name);
      if (value != null) {
        object.put(name, value);
      }
    }
    return object;
  }

  private List<Object> readArray(JsonParser parser, @Nullable LinkedObject parent, String role) {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      Object value = readValue(parser, parent, role);
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  /**
   * Cuts everything before the first bracket and after the last: wrappers, comments, semicolons.
   */
  private static String unwrap(String block) {
    int start = 0;
    while (start < block.length() && block.charAt(start) != '{' && block.charAt(start) != '[') {
      start++;
    }
    if (block.startsWith("[CDATA[", start)) {
      return unwrap(block.substring(start + "[CDATA[".length()));
    }
    int end = Math.max(block.lastIndexOf('}'), block.lastIndexOf(']'));
    while (end > start && block.startsWith("]]>", end - 1)) {
      end = Math.max(block.lastIndexOf('}', end - 2), block.lastIndexOf(']', end - 2));
    }
    return end > start ? block.substring(start, end + 1) : block.substring(start);
  }

  /** Ends the reading of a block; counted like any other break. */
  private static final class TooManyValuesException extends JacksonException {
    private static final long serialVersionUID = 1L;

    TooManyValuesException() {
      super("too many values");
    }
  }
}
