package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of a page's JSON-LD. A value is a text, another object, or a list of those; numbers
 * and booleans are kept as written. Filled while it is read, then never changed.
 */
final class LinkedObject {
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final @Nullable LinkedObject parent;
  private final String role;

  LinkedObject(@Nullable LinkedObject parent, String role) {
    this.parent = parent;
    this.role = role;
  }

  /** The last of two values under one name counts, as in JavaScript. */
  void put(String name, Object value) {
    fields.put(name, value);
  }

  @Nullable LinkedObject parent() {
    return parent;
  }

  /** The name under which the parent holds this object; empty at the top. */
  String role() {
    return role;
  }

  @Nullable String id() {
    return fields.get("@id") instanceof String id ? id : null;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /**
   * The types without a vocabulary's prefix: {@code https://schema.org/NewsArticle} is NewsArticle.
   */
  List<String> types() {
    List<String> types = new ArrayList<>(2);
    for (Object value : values("@type")) {
      if (value instanceof String type) {
        types.add(type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf(':')) + 1));
      }
    }
    return types;
  }

  boolean isAnyOf(Set<String> names) {
    return types().stream().anyMatch(names::contains);
  }

  /** The values under a name, a single one as a list of one. */
  List<?> values(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** The first text under a name; an object there counts by its {@code @value} or {@code name}. */
  @Nullable String text(String name) {
    for (Object value : values(name)) {
      String text = textOf(value);
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** All texts under a name. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object value : values(name)) {
      String text = textOf(value);
      if (text != null && !text.isBlank()) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The first address under a name: a text, or an object's {@code url}, {@code @id}. */
  @Nullable String address(String name) {
    for (Object value : values(name)) {
      if (value instanceof String text) {
        return text;
      }
      if (value instanceof LinkedObject object) {
        for (String key : List.of("@id", "url", "contentUrl")) {
          if (object.fields.get(key) instanceof String text) {
            return text;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable String textOf(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof LinkedObject object) {
      Object inner = object.fields.getOrDefault("@value", object.fields.get("name"));
      return inner instanceof String text ? text : null;
    }
    return null;
  }
}
