package org.copydesk.app.newsroom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything written about one site: its properties, stories and series, and its page layout.
 *
 * @param properties what the head of {@code texts.txt} says; a key may have several values
 */
record SiteTexts(
    String id,
    Map<String, List<String>> properties,
    List<StoryTemplate> stories,
    List<StoryTemplate> series) {

  SiteTexts {
    properties = Map.copyOf(properties);
    stories = List.copyOf(stories);
    series = List.copyOf(series);
  }

  static SiteTexts load(String id) {
    return new TextsParser(id).parse(resource(id, "texts.txt"));
  }

  /** The file's whole text, from the site's resource folder. */
  static String resource(String id, String file) {
    try (InputStream in = SiteTexts.class.getResourceAsStream(id + "/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + file + " for the site " + id);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String property(String key) {
    return find(key)
        .orElseThrow(() -> new IllegalStateException(id + "/texts.txt has no \"" + key + "\""));
  }

  Optional<String> find(String key) {
    return properties.getOrDefault(key, List.of()).stream().findFirst();
  }

  List<String> all(String key) {
    return properties.getOrDefault(key, List.of());
  }

  /** The parts of a property between bars. */
  List<String> list(String key) {
    return List.of(property(key).split(" *\\| *"));
  }
}
