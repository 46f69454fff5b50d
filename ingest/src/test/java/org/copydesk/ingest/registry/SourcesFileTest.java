package org.copydesk.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.message.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourcesFileTest {

  @TempDir private Path folder;

  private final List<Source> sources =
      List.of(
          source("a", Source.Kind.FEED, "https://a.example/x?y=1&z=2", "No: # \"comment\" ' é"),
          source("yes", Source.Kind.SITEMAP, "https://a.example/map.xml", "null"),
          source("0x1", Source.Kind.SECTION, "https://a.example/world", null));

  @Test
  void configurationReadsBackWhatIsWritten() throws IOException {
    List<SourceConfig> expected =
        sources.stream()
            .map(
                source ->
                    new SourceConfig(
                        source.id(),
                        SourceConfig.Kind.valueOf(source.kind().name()),
                        source.url(),
                        source.name(),
                        source.every()))
            .toList();

    assertThat(loaded(SourcesFile.yaml(sources))).isEqualTo(expected);
    assertThat(loaded(SourcesFile.json(sources))).isEqualTo(expected);
    assertThat(loaded(SourcesFile.yaml(List.of()))).isEmpty();
  }

  private List<SourceConfig> loaded(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("sources.yaml"), text);
    return ConfigLoader.load(file, Map.of(), Map.of()).config().sources();
  }

  private static Source source(String id, Source.Kind kind, String url, @Nullable String name) {
    return new Source(
        id,
        kind,
        URI.create(url),
        null,
        name,
        Duration.ofMinutes(90),
        Source.Origin.COMMAND,
        id.equals("yes"));
  }
}
