package org.copydesk.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.copydesk.ingest.registry.Registry;
import org.copydesk.ingest.registry.RegistryEdits.Differing;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.SourceRules;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows one more source. */
@Command(
    name = "add",
    header = "Follows one more source, until it is removed.",
    description =
        "Adding what is followed already changes nothing. Ends with 65 when the id or the address"
            + " is taken in another way.",
    footer = {
      "  copydesk sources add https://news.example.org/feed.xml",
      "  copydesk sources add --kind sitemap https://city.example.net/news.xml",
      "  copydesk sources add --id city --every 10m https://city.example.net/rss"
    })
final class SourcesAddCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  @Parameters(paramLabel = "URL", description = "Where the source is asked.")
  private String url = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "What the address points to: feed (the default), sitemap, section or site.")
  private SourceConfig.Kind kind = SourceConfig.Kind.FEED;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Names it in topics, tables and logs; made of the address by default.")
  private @Nullable String id;

  @Option(names = "--name", paramLabel = "NAME", description = "Its name for people.")
  private @Nullable String name;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "How often to look, such as 10m; adapts to the source by default.")
  private @Nullable String every;

  @Option(names = "--replace", description = "Change the source of this id if it is another.")
  private boolean replace;

  SourcesAddCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    SourceConfig wish = wish();
    return registry.edit(
        surroundings,
        edits ->
            List.of(edits.add(wish, id != null, replace ? Differing.REPLACED : Differing.REFUSED)));
  }

  private SourceConfig wish() {
    return switch (SourceRules.check(kind, Registry.address(url), id, name, every)) {
      case SourceRules.Checked.Good good -> good.source();
      case SourceRules.Checked.Bad bad ->
          throw new ServiceFailure(ExitCode.USAGE, String.join("\n", bad.sentences()));
    };
  }
}
