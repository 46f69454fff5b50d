package org.copydesk.ingest.why;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.copydesk.ingest.robots.Robots;
import org.jspecify.annotations.Nullable;

/**
 * What a host's robots.txt says to us.
 *
 * @param fetchedAt when it was last answered
 * @param goodUntil when it is asked for again
 * @param status the status of that answer
 * @param crawlDelay the pause it asks for
 * @param allowed whether it allows the URL that was asked about; null when none was
 * @param line the number of the line that decides; null when none does
 * @param rule the text of that line
 */
public record RobotsFacts(
    Instant fetchedAt,
    Instant goodUntil,
    int status,
    @Nullable Duration crawlDelay,
    @Nullable Boolean allowed,
    @Nullable Integer line,
    @Nullable String rule) {

  /** What rules say, about a URL or in general. */
  public static RobotsFacts of(Robots robots, @Nullable URI url) {
    Boolean allowed = url == null ? null : Boolean.valueOf(robots.allows(url));
    RobotsLines.Line line = url == null ? null : RobotsLines.deciding(robots, url).orElse(null);
    return new RobotsFacts(
        robots.fetchedAt(),
        robots.fetchedAt().plus(Robots.KEPT),
        robots.status(),
        robots.crawlDelay().orElse(null),
        allowed,
        line == null ? null : line.number(),
        line == null ? null : line.text());
  }
}
