package org.copydesk.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.copydesk.app.why.WhyReport;
import org.copydesk.ingest.why.HostFacts;
import org.copydesk.ingest.why.RobotsFacts;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlState;
import org.jspecify.annotations.Nullable;

/** The answer to "why" for people. */
final class WhyText {
  private final WhyReport report;
  private final Instant now = Instant.now();
  private final StringBuilder text = new StringBuilder();

  private WhyText(WhyReport report) {
    this.report = report;
  }

  static String of(WhyReport report) {
    return new WhyText(report).write();
  }

  private String write() {
    text.append(OutsideText.safe(report.subject())).append('\n');
    line("URL id", report.urlId());
    report.sources().forEach(source -> line("Source", source(source)));
    polled();
    HostFacts host = report.host();
    if (host != null) {
      line("robots.txt", robots(host.robots()));
      line("Pause", pause(host));
      line("Address", address(host));
      line("Suspended", suspended(host));
      line("Host next", host.nextRequest() == null ? null : in(host.nextRequest()));
    }
    line("Now", state());
    line("Requested", requested());
    String counts =
        report.urls().stream()
            .map(count -> count.urls() + " " + count.status())
            .collect(Collectors.joining(", "));
    line("URLs", report.urlId() != null || counts.isEmpty() ? null : counts);
    steps();
    return text.toString();
  }

  private String source(WhyReport.From source) {
    String kind = source.kind() == null ? "not followed any more" : source.kind();
    String since = source.since() == null ? "" : ", first shown " + ago(source.since());
    String why = source.why() == null ? "" : " as " + source.why();
    return "%s (%s)%s%s".formatted(source.id(), kind, since, why);
  }

  /** Of a source's own address, how often it is asked. */
  private void polled() {
    WhyReport.Polled polled = report.polled();
    if (polled == null) {
      return;
    }
    Source source = polled.source();
    SourceState state = polled.state();
    String kind = source.kind().name().toLowerCase(Locale.ROOT);
    String asked = SourceText.ago(state.polled(), now);
    line("Is source", "%s (%s), last asked %s".formatted(source.id(), kind, asked));
    line("Interval", state.interval() == null ? "not known yet" : TimeText.shown(state.interval()));
    line("Next poll", SourceText.next(source, state, now));
    line("Trouble", state.trouble());
  }

  private @Nullable String requested() {
    Instant next = report.nextRequest();
    UrlState state = report.state();
    if (next == null) {
      return null;
    }
    boolean isSecondLook =
        !report.inHand()
            && report.polled() == null
            && state != null
            && state.status() == UrlState.Status.FETCHED;
    return in(next) + (isSecondLook ? ", for a second look" : "");
  }

  private String robots(@Nullable RobotsFacts robots) {
    if (robots == null) {
      return "not known: not asked for yet, or it does not answer";
    }
    String asked = "asked for %s, status %d".formatted(ago(robots.fetchedAt()), robots.status());
    if (robots.allowed() == null) {
      return asked;
    }
    String by =
        robots.line() == null
            ? "no line speaks of it"
            : "line %d says \"%s\"".formatted(robots.line(), robots.rule());
    return "%s: %s (%s)".formatted(robots.allowed() ? "allowed" : "refused", by, asked);
  }

  private static String pause(HostFacts host) {
    String reason =
        switch (Objects.requireNonNullElse(host.delayReason(), "")) {
          case "configured" -> "as configured";
          case "crawl-delay" -> "robots.txt asks for it";
          case "slow-answers" -> "it answers slowly";
          default -> "as last noted";
        };
    return host.delay() == null
        ? "not known yet"
        : "%s between requests, %s".formatted(precise(host.delay()), reason);
  }

  private static @Nullable String address(HostFacts host) {
    return host.waitsForAddress()
        ? host.address() + ", waits until fewer other hosts are visited there"
        : host.address();
  }

  private @Nullable String suspended(HostFacts host) {
    return host.suspendedUntil() == null
        ? null
        : "until %s (%s), for %s, %d in a row"
            .formatted(
                TimeText.shown(host.suspendedUntil()),
                in(host.suspendedUntil()),
                host.suspensionReason(),
                host.suspensions());
  }

  private @Nullable String state() {
    if (report.inHand()) {
      return "waits for its turn, or is being fetched";
    }
    UrlState state = report.state();
    if (state == null) {
      return report.urlId() == null ? null : "ingest has not come to it";
    }
    String reason = state.reason() == null ? "" : " (" + state.reason() + ")";
    String leadsTo = state.leadsTo() == null ? "" : ", leads to " + state.leadsTo();
    return "%s %s%s%s"
        .formatted(
            state.status().name().toLowerCase(Locale.ROOT), ago(state.at()), reason, leadsTo);
  }

  private void steps() {
    if (report.steps().isEmpty()) {
      return;
    }
    Table table = new Table("STAGE", "WHERE", "AT", "WHAT");
    for (WhyReport.Step step : report.steps()) {
      table.row(step.stage(), step.where(), TimeText.shown(step.at()), step.what());
    }
    text.append('\n').append(table.text());
  }

  private void line(String name, @Nullable String value) {
    if (value != null) {
      text.append("%-11s %s%n".formatted(name, OutsideText.safe(value)));
    }
  }

  private String ago(Instant time) {
    return SourceText.ago(time, now);
  }

  private String in(Instant time) {
    return SourceText.in(time, now);
  }

  private static String precise(Duration pause) {
    return pause.toMillis() < 10_000 ? pause.toMillis() + " ms" : TimeText.shown(pause);
  }
}
