package org.copydesk.app.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.copydesk.app.why.OwnerClient;
import org.copydesk.app.why.WhyReader;
import org.copydesk.app.why.WhyReport;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What became of a URL, and why. */
@Command(
    name = "why",
    header = "Tells what became of a URL, or how a host is treated, and why.",
    description = {
      "For a URL: the sources it came from and when, what robots.txt says and in which line, the"
          + " pause between requests and its reason, when it is requested next, and its records"
          + " and rows in each stage. For a host: the same of the host, its sources, and how many"
          + " of its URLs are in which state. For a source: the same of the URL it is asked at.",
      "",
      "Works while the services are down, from what they have written. A running ingest service"
          + " answers the same at its status address: /why?about=URL. Ends with 66 when nothing"
          + " is known."
    },
    footer = {
      "  copydesk why https://news.example.org/a.html",
      "  copydesk why news.example.org",
      "  copydesk why city-desk",
      "  copydesk why --json https://news.example.org/a.html | jq .steps"
    })
final class WhyCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Parameters(
      paramLabel = "URL|HOST|SOURCE",
      description = "A whole URL, a host with its port, or a source's id.")
  private String about = "";

  @Option(
      names = "--status",
      paramLabel = "ADDRESS",
      description =
          "Where an ingest service answers, such as http://127.0.0.1:8080; by default the one of"
              + " the data folder, or of status.bind. May be given several times.")
  private List<String> status = new ArrayList<>();

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  WhyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    WhyReport report =
        read()
            .orElseThrow(
                () ->
                    new ServiceFailure(
                        ExitCode.USAGE,
                        "%s is neither a whole http or https URL nor a host nor a source's id."
                            .formatted(OutsideText.safe(about))));
    Output output = surroundings.output();
    if (json) {
      output.println(Json.pretty(report));
    } else {
      output.print(WhyText.of(report));
    }
    report.notes().forEach(note -> output.say("copydesk: " + OutsideText.safe(note)));
    if (!report.isKnown()) {
      throw new ServiceFailure(
          ExitCode.NO_INPUT, "Nothing is known of %s.".formatted(report.subject()));
    }
    return ExitCode.OK.status();
  }

  private Optional<WhyReport> read() throws InterruptedException {
    Map<String, String> environment = surroundings.environment();
    List<String> owners = status.isEmpty() ? target.status(environment).stream().toList() : status;
    try (BrokerReach broker = target.broker(environment, surroundings.output())) {
      return new WhyReader(
              broker.kafka(),
              target.databaseBeside(broker, environment).orElse(null),
              new OwnerClient(owners),
              Clock.systemUTC())
          .read(about);
    }
  }
}
