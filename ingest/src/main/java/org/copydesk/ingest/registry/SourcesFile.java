package org.copydesk.ingest.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.copydesk.pipeline.config.SourceRules;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Source;
import tools.jackson.databind.SerializationFeature;

/**
 * Sources as the configuration file writes them, in YAML or in JSON, which a YAML file may hold
 * too. Law: the configuration loader reads back what is written here.
 */
public final class SourcesFile {

  private SourcesFile() {}

  /** The list as YAML. */
  public static String yaml(Collection<Source> sources) {
    StringBuilder text = new StringBuilder(sources.isEmpty() ? "sources: []\n" : "sources:\n");
    for (Source source : sources) {
      String begin = "  - ";
      for (Map.Entry<String, String> field : fields(source).entrySet()) {
        // A JSON string is a YAML string, and no value of it can be taken for anything else.
        String value = Json.mapper().writeValueAsString(field.getValue());
        text.append(begin).append(field.getKey()).append(": ").append(value).append('\n');
        begin = "    ";
      }
      if (source.paused()) {
        text.append("    # paused: the file cannot say so\n");
      }
    }
    return text.toString();
  }

  /** The list as JSON. */
  public static String json(Collection<Source> sources) {
    List<Map<String, String>> all = new ArrayList<>();
    sources.forEach(source -> all.add(fields(source)));
    Map<String, Object> root = Map.of("sources", all);
    return Json.mapper().writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root)
        + "\n";
  }

  private static Map<String, String> fields(Source source) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", source.id());
    fields.put(source.kind().name().toLowerCase(Locale.ROOT), source.url().toString());
    if (source.name() != null) {
      fields.put("name", source.name());
    }
    if (source.every() != null) {
      fields.put("every", SourceRules.every(source.every()));
    }
    return fields;
  }
}
