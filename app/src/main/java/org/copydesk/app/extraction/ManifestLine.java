package org.copydesk.app.extraction;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a manifest: {@code {"id", "file", "url"?}}.
 *
 * @param file relative to the manifest
 */
record ManifestLine(String id, String file, @Nullable URI url) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Why a line cannot be used; carries the id when that much could be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String id;

    Unreadable(@Nullable String id, String reason) {
      super(reason);
      this.id = id;
    }

    @Nullable String id() {
      return id;
    }
  }

  static ManifestLine parse(String line) throws Unreadable {
    JsonNode json = object(line);
    String id = text(json, "id");
    String file = text(json, "file");
    if (id == null || file == null) {
      throw new Unreadable(id, "manifest line without " + (id == null ? "id" : "file"));
    }
    return new ManifestLine(id, file, url(id, text(json, "url")));
  }

  private static JsonNode object(String line) throws Unreadable {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      throw new Unreadable(null, "manifest line is not JSON");
    }
    throw new Unreadable(null, "manifest line is not an object");
  }

  /** A number is taken for a text: ids often are. */
  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value == null || !value.isValueNode() || value.isNull() ? null : value.asString();
  }

  private static @Nullable URI url(String id, @Nullable String text) throws Unreadable {
    try {
      return text == null || text.isBlank() ? null : new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new Unreadable(id, "manifest line with a broken url");
    }
  }
}
