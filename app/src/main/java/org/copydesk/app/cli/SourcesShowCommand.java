package org.copydesk.app.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.copydesk.app.why.OwnerClient;
import org.copydesk.ingest.registry.Registry;
import org.copydesk.ingest.registry.SourceRegistry;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one source with its state. */
@Command(
    name = "show",
    header = "Shows one source: how it is asked, what it gave, what troubles it.",
    footer = {"  copydesk sources show city", "  copydesk sources show --json city"})
final class SourcesShowCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Parameters(paramLabel = "ID|URL", description = "The source, by id or address.")
  private String named = "";

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  SourcesShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Registry registry;
    Output output = surroundings.output();
    try (BrokerReach broker = target.broker(surroundings.environment(), output)) {
      registry = SourceRegistry.open(broker.kafka(), Clock.systemUTC()).read();
    }
    Source source =
        registry
            .named(named)
            .orElseThrow(
                () ->
                    new ServiceFailure(
                        ExitCode.NO_INPUT,
                        "%s is no source; \"copydesk sources list\" has all."
                            .formatted(OutsideText.safe(named))));
    // Its owner writes only what must survive it; what changed since, it alone knows.
    List<String> owners = target.status(surroundings.environment()).stream().toList();
    SourceState state =
        new OwnerClient(owners)
            .sourceState(source.id())
            .orElseGet(() -> registry.state(source.id()));
    List<Source> found = registry.family(source);
    if (json) {
      output.println(Json.pretty(SourceText.json(source, state)));
    } else {
      output.print(text(source, state, found.size() - 1));
    }
    return ExitCode.OK.status();
  }

  private static String text(Source source, SourceState state, int found) {
    Instant now = Instant.now();
    Facts text = new Facts(14);
    text.line("Id", source.id());
    text.line("Kind", source.kind().name().toLowerCase(Locale.ROOT));
    text.line("Address", source.url().toString());
    text.line("Moved to", source.movedTo() == null ? null : source.movedTo().toString());
    text.line("Name", source.name());
    text.line("Declared by", declaredBy(source));
    text.line("Found by it", found == 0 ? null : found + " sources");
    text.line("Last asked", SourceText.ago(state.polled(), now));
    text.line("Last answer", SourceText.ago(state.succeeded(), now));
    text.line("Last new", SourceText.ago(state.lastNew(), now));
    text.line("Next", SourceText.next(source, state, now));
    text.line("Interval", shown(state.interval()) + why(source));
    text.line("Usually new", SourceText.every(state.newsGap()));
    text.line("Silent", SourceText.isSilent(state, now) ? "yes, for longer than usual" : "no");
    text.line("Entries seen", Integer.toString(state.seen().size()));
    text.line("Mended", SourceText.mended(state, now));
    text.line("Missed", SourceText.missed(state, now));
    text.line("ETag", state.etag());
    text.line("Last-Modified", state.lastModified());
    text.line("Failures", state.failures() + " in a row");
    text.line("Trouble", state.trouble());
    return text.text();
  }

  private static String declaredBy(Source source) {
    return switch (source.origin()) {
      case CONFIG -> "the configuration file";
      case COMMAND -> "a command";
      case DISCOVERED -> "found through " + Source.rootId(source.id());
    };
  }

  private static String shown(@Nullable Duration interval) {
    return interval == null ? "not known yet" : TimeText.shown(interval);
  }

  private static String why(Source source) {
    return source.every() == null ? "" : " (set to " + TimeText.shown(source.every()) + ")";
  }
}
