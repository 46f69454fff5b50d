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
    StringBuilder text = new StringBuilder();
    line(text, "Id", source.id());
    line(text, "Kind", source.kind().name().toLowerCase(Locale.ROOT));
    line(text, "Address", source.url().toString());
    line(text, "Moved to", source.movedTo() == null ? null : source.movedTo().toString());
    line(text, "Name", source.name());
    line(text, "Declared by", declaredBy(source));
    line(text, "Found by it", found == 0 ? null : found + " sources");
    line(text, "Last asked", SourceText.ago(state.polled(), now));
    line(text, "Last answer", SourceText.ago(state.succeeded(), now));
    line(text, "Last new", SourceText.ago(state.lastNew(), now));
    line(text, "Next", source.paused() ? "paused" : SourceText.in(state.nextPoll(), now));
    line(text, "Interval", shown(state.interval()) + why(source));
    line(text, "Usually new", SourceText.every(state.newsGap()));
    line(text, "Silent", SourceText.isSilent(state, now) ? "yes, for longer than usual" : "no");
    line(text, "Entries seen", Integer.toString(state.seen().size()));
    line(text, "ETag", state.etag());
    line(text, "Last-Modified", state.lastModified());
    line(text, "Failures", state.failures() + " in a row");
    line(text, "Trouble", state.trouble());
    return text.toString();
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

  private static void line(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append("%-14s %s%n".formatted(name, OutsideText.safe(value)));
    }
  }
}
