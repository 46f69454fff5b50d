package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.EmbeddedBroker;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry as an operator changes it, with a broker and without any service. */
final class SourcesCommandsTest {
  private static final String LIST =
      """
      <opml version="2.0"><body><outline text="Towns">
        <outline text="City" xmlUrl="https://city.example/rss"/>
        <outline text="Harbour" xmlUrl="https://harbour.example/rss"/>
        <outline text="Broken" xmlUrl="mailto:x@y.example"/>
      </outline></body></opml>
      """;

  @TempDir private Path folder;

  @Test
  void registryIsKeptWithoutAnyService() throws Exception {
    try (DataFolder data = DataFolder.open(folder.resolve("data"));
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      ensureTopics(broker.bootstrapServers());
      String servers = "kafka.bootstrap-servers=" + broker.bootstrapServers();
      Path list = Files.writeString(folder.resolve("feeds.opml"), LIST);

      CommandRun added = run(servers, "add", "--every", "10m", "https://paper.example/feed");
      assertThat(added.status()).as(added.err()).isZero();
      assertThat(added.out()).isEqualTo("paper.example-feed is followed now.\n");
      assertThat(run(servers, "add", "--every", "10m", "https://paper.example/feed").out())
          .contains("is followed already");
      assertThat(run(servers, "add", "https://paper.example/feed").status()).isEqualTo(65);
      assertThat(run(servers, "add", "https://paper.example/other", "--id", "p q").status())
          .isEqualTo(64);

      CommandRun tried = run(servers, "import", "--dry-run", list.toString());
      assertThat(tried.err()).contains("Nothing was changed");
      CommandRun imported = run(servers, "import", list.toString());
      assertThat(imported.status()).isEqualTo(65);
      assertThat(imported.out().lines()).hasSize(2).allMatch(line -> line.endsWith("now."));
      assertThat(imported.err()).contains("Left out", "mailto:x@y.example");
      assertThat(run(servers, "import", list.toString()).out().lines())
          .allMatch(line -> line.endsWith("is followed already."));

      assertThat(run(servers, "pause", "city.example-rss").status()).isZero();
      assertThat(run(servers, "show", "https://city.example/rss").out())
          .contains("paused", "City", "a command");
      assertThat(run(servers, "add", "https://x.example/", "--kind", "blog").err())
          .contains("[feed, sitemap, section, site]");
      assertThat(run(servers, "remove", "nobody").status()).isEqualTo(66);
      assertThat(run(servers, "remove", "harbour.example-rss").status()).isZero();

      String yaml = run(servers, "export", "--format", "yaml").out();
      assertThat(yaml).contains("https://city.example/rss", "every: \"10m\"");
      assertThat(CommandRun.with(Map.of(), yaml, words(servers, "import", "-")).out().lines())
          .hasSize(2)
          .allMatch(line -> line.endsWith("is followed already."));
    }

    // Nothing runs any more: the folder's own broker is started for the command.
    CommandRun list =
        CommandRun.of("sources", "list", "--json", "--data", folder.resolve("data").toString());
    assertThat(list.status()).as(list.err()).isZero();
    assertThat(list.out()).contains("city.example-rss", "paper.example-feed");
    assertThat(list.out()).doesNotContain("harbour");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<rss version='2.0'/>", "sources: [{feed: nowhere}]", "fetch: 1", "", "{'x':"})
  void listThatIsNoneIsRefusedBeforeAnythingIsAsked(String list) {
    CommandRun run = CommandRun.with(Map.of(), list, "sources", "import", "-");

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("copydesk: ").doesNotContain("\tat ", "copydesk-sources");
  }

  @Test
  void listThatIsNotThereIsNamed() {
    CommandRun run = CommandRun.of("sources", "import", folder.resolve("no.opml").toString());

    assertThat(run.status()).isEqualTo(66);
    assertThat(run.err()).contains("no.opml");
  }

  private static CommandRun run(String servers, String... words) {
    return CommandRun.of(words(servers, words));
  }

  private static String[] words(String servers, String... words) {
    return Stream.of(List.of("sources"), List.of(words), List.of("--set", servers))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private static void ensureTopics(String servers) {
    try (TopicAdmin admin = new TopicAdmin(new KafkaSettings(servers, "test", null, Map.of()))) {
      admin.ensure(Topics.all(), new TopicAdmin.Sizes(2, 2, (short) 1));
    }
  }
}
