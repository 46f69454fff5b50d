package org.copydesk.pipeline.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML file that remembers the line it begins in. */
sealed interface YamlNode {
  int line();

  /** Nothing written, or {@code null}: as if the key were not there. */
  record Nothing(int line) implements YamlNode {}

  /** A scalar as written; never shown in {@code toString}, it may be a secret. */
  record Text(String text, int line) implements YamlNode {
    @Override
    public String toString() {
      return "Text[line=" + line + "]";
    }
  }

  record Items(List<YamlNode> items, int line) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** In the order of the file. */
  record Fields(Map<String, YamlNode> fields, int line) implements YamlNode {
    public Fields {
      fields = new LinkedHashMap<>(fields);
    }
  }
}
