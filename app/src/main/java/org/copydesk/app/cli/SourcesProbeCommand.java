package org.copydesk.app.cli;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.copydesk.app.probe.Probe;
import org.copydesk.app.probe.ProbeReport;
import org.copydesk.app.probe.Stanza;
import org.copydesk.ingest.probe.SiteFacts;
import org.copydesk.ingest.registry.Registry;
import org.copydesk.ingest.why.RobotsFacts;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a site. */
@Command(
    name = "probe",
    header = "Looks at a site and says how it could be followed.",
    description = {
      "Asks for robots.txt, the page at the address, the feeds that it links to or that lie in the"
          + " usual places, the sitemaps that robots.txt names, and one article. Obeys robots.txt,"
          + " waits fetch.delay between two requests, and needs fetch.contact like the services."
          + " Nothing is written. The sites of the sample newsroom may be looked at while it runs.",
      "",
      "Prints a configuration to paste: the best feed, or else the best sitemap, or else the page"
          + " itself, with all others as comments. Feeds of comments are left out.",
      "Ends with 65 when there is nothing to follow, with 77 when the address is refused."
    },
    footer = {
      "  copydesk sources probe --config copydesk.yaml https://news.example.org/",
      "  copydesk sources probe --set fetch.contact=me@example.org \\",
      "    https://news.example.org/"
    })
final class SourcesProbeCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Parameters(paramLabel = "URL", description = "The site's start page, a section, or a feed.")
  private String url = "";

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  SourcesProbeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = surroundings.output();
    URI address =
        new UrlNormalizer()
            .normalize(Registry.address(url))
            .orElseThrow(
                () ->
                    new ServiceFailure(
                        ExitCode.USAGE,
                        "%s is no http or https address.".formatted(OutsideText.safe(url))));
    ProbeReport report =
        new Probe(target.fetch(surroundings.environment()))
            .look(
                address,
                asked -> output.say("copydesk: asking " + OutsideText.safe(asked.toString())));
    String stanza = Stanza.of(report).orElse(null);
    if (json) {
      output.println(Json.pretty(json(report, stanza)));
    } else {
      output.print(text(report));
      if (stanza != null) {
        output.print("\nTo follow it, in the configuration file:\n\n" + stanza);
      }
    }
    if (stanza == null) {
      output.say("copydesk: Nothing was found that can be followed.");
      return ExitCode.DATA.status();
    }
    return ExitCode.OK.status();
  }

  private static Map<String, Object> json(ProbeReport report, @Nullable String stanza) {
    SiteFacts facts = report.facts();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", facts.url());
    all.put("home", facts.home());
    put(all, "robots", facts.robots());
    all.put("pause", facts.pause());
    put(all, "name", facts.name());
    put(all, "charset", facts.charset());
    put(all, "language", facts.language());
    all.put("articles", facts.articles());
    all.put("feeds", facts.feeds());
    all.put("sitemaps", facts.sitemaps());
    all.put("missing", facts.missing());
    put(all, "sample", report.sample());
    put(all, "stanza", stanza);
    return all;
  }

  private static void put(Map<String, Object> all, String name, @Nullable Object value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  private static String text(ProbeReport report) {
    SiteFacts facts = report.facts();
    Facts text = new Facts(12);
    text.line("Address", facts.url() + " (" + facts.home() + ")");
    text.line("Name", facts.name());
    text.line("robots.txt", robots(facts.robots()));
    text.line("Pause", facts.pause().toMillis() + " ms between requests");
    text.line("Charset", Objects.requireNonNullElse(facts.charset(), "not declared"));
    text.line("Language", Objects.requireNonNullElse(facts.language(), "not declared"));
    facts.feeds().forEach(feed -> text.line("Feed", found(feed)));
    text.line(
        "Articles", facts.articles() == 0 ? null : facts.articles() + " linked from the page");
    facts.sitemaps().forEach(sitemap -> text.line("Sitemap", found(sitemap)));
    facts.missing().forEach(missing -> text.line("Not there", missing));
    sample(text, report.sample());
    return text.text();
  }

  private static String robots(@Nullable RobotsFacts robots) {
    if (robots == null) {
      return "does not answer: nothing may be fetched";
    }
    String allowed = Boolean.FALSE.equals(robots.allowed()) ? "refuses" : "allows";
    String by =
        robots.line() == null
            ? "no line speaks of it"
            : "line %d: %s".formatted(robots.line(), robots.rule());
    String delay =
        robots.crawlDelay() == null
            ? ""
            : ", asks for a pause of %d s".formatted(robots.crawlDelay().toSeconds());
    return "%s the address (%s), status %d%s".formatted(allowed, by, robots.status(), delay);
  }

  private static String found(SiteFacts.Found found) {
    Instant newest = found.newest();
    String date = newest == null ? "undated" : "newest " + SourceText.ago(newest, Instant.now());
    String repairs =
        found.repairs().isEmpty() ? "" : ", mended: " + String.join(", ", found.repairs());
    return "%s (%s): %d %s, %s%s"
        .formatted(
            found.url(),
            found.how().replace('-', ' '),
            found.entries(),
            found.isIndex() ? "sitemaps" : "entries",
            date,
            repairs);
  }

  private static void sample(Facts text, ProbeReport.@Nullable Extracted sample) {
    if (sample == null) {
      text.line("Sample", "no page was found to try");
      return;
    }
    text.line("Sample", sample.url() + " (" + sample.result() + ")");
    text.line("  Headline", sample.headline());
    text.line("  Published", sample.datePublished());
    text.line("  Language", sample.language());
    if (sample.headline() != null) {
      text.line(
          "  Text",
          String.format(
              Locale.ROOT, "%d words, confidence %.2f", sample.words(), sample.confidence()));
    }
  }
}
