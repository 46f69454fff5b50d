package org.copydesk.ingest.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.RetryAfter;
import org.copydesk.ingest.fetch.UserAgent;
import org.copydesk.pipeline.message.HostState;
import org.jspecify.annotations.Nullable;

/**
 * Turns the answer to a request for robots.txt into rules, after RFC 9309 section 2.3.1: 2xx is
 * parsed, 4xx and too many redirects allow all, 5xx, 429 and network errors disallow all for now,
 * and so does a part that nobody asked for (206): the rules may stand in the rest. Thread-safe.
 */
public final class RobotsReader {

  /** RFC 9309 section 2.3.1.2: at least five redirects are followed. */
  public static final int MAX_REDIRECTS = 5;

  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  /** Beyond crawler-commons' own limit it would answer "allow none" instead of a delay. */
  private static final long NO_DELAY_LIMIT = Long.MAX_VALUE;

  /** What the answer means. */
  public sealed interface Answer {

    /** Rules to go by. */
    record Rules(Robots robots) implements Answer {}

    /** Ask there. */
    record Elsewhere(URI target) implements Answer {}

    /**
     * Nothing may be fetched from the host until it answers.
     *
     * @param retryAfter the pause the host asks for; null when it asks for none
     */
    record Unreachable(String reason, @Nullable Duration retryAfter) implements Answer {}
  }

  private final Clock clock;

  public RobotsReader(Clock clock) {
    this.clock = clock;
  }

  /** The address of a host's robots.txt. */
  public static URI address(URI url) {
    return url.resolve("/robots.txt");
  }

  /**
   * Reads an answer.
   *
   * @param hops redirects followed before this answer
   */
  public Answer read(FetchRequest request, FetchResult result, int hops) {
    return switch (result) {
      case FetchResult.Body body ->
          new Answer.Rules(
              robots(
                  request.url(),
                  clock.instant(),
                  body.head().status(),
                  new String(wholeLines(body), ISO_8859_1)));
      case FetchResult.Redirect redirect ->
          hops < MAX_REDIRECTS
              ? new Answer.Elsewhere(redirect.target())
              : allowAll(redirect.head().status());
      case FetchResult.Status status -> status(status);
      case FetchResult.NotModified same -> allowAll(same.head().status());
      // A robots.txt that we must not fetch gives no permission; the pages' own check decides.
      case FetchResult.Refused refused -> allowAll(0);
      case FetchResult.Broken broken -> broken(broken);
    };
  }

  /** The rules that an earlier owner of the host has kept; null when it kept none. */
  public static @Nullable Robots kept(HostState state) {
    Instant fetched = state.robotsFetched();
    if (fetched == null) {
      return null;
    }
    return kept(state.authority(), fetched, state.robotsStatus(), state.robots());
  }

  /** The rules of a host that were found before; without a text they allow all. */
  public static Robots kept(String authority, Instant fetched, int status, @Nullable String text) {
    URI url = URI.create("http://" + authority + "/robots.txt");
    return text == null || text.isEmpty()
        ? new Robots(none -> all(), fetched, status, "")
        : robots(url, fetched, status, text);
  }

  /** Without the line in which it was cut: the rest of a path would forbid or allow too much. */
  private static byte[] wholeLines(FetchResult.Body body) {
    int end = body.body().length;
    while (body.truncated() && end > 0 && !isLineEnd(body.body()[end - 1])) {
      end--;
    }
    return end == body.body().length ? body.body() : Arrays.copyOf(body.body(), end);
  }

  private static boolean isLineEnd(byte character) {
    return character == '\n' || character == '\r';
  }

  private Answer status(FetchResult.Status answer) {
    int status = answer.head().status();
    boolean isUnavailable = status >= 400 && status < 500 && status != 429;
    boolean isPart = status == 206;
    if (isUnavailable || (status < 400 && !isPart)) {
      return allowAll(status);
    }
    Duration wait = RetryAfter.parse(answer.head(), LONGEST_RETRY_AFTER, clock).orElse(null);
    return new Answer.Unreachable("robots-" + status, wait);
  }

  private Answer broken(FetchResult.Broken broken) {
    return broken.fault() == FetchResult.Fault.REDIRECT
        ? allowAll(302)
        : new Answer.Unreachable("robots-" + broken.fault().code(), null);
  }

  private Answer allowAll(int status) {
    return new Answer.Rules(new Robots(none -> all(), clock.instant(), status, ""));
  }

  private static SimpleRobotRules all() {
    return new SimpleRobotRules(SimpleRobotRules.RobotRulesMode.ALLOW_ALL);
  }

  private static Robots robots(URI url, Instant fetchedAt, int status, String text) {
    return new Robots(kept -> rules(url, kept), fetchedAt, status, text);
  }

  private static SimpleRobotRules rules(URI url, String text) {
    return new SimpleRobotRulesParser(NO_DELAY_LIMIT, 0)
        .parseContent(
            url.toString(),
            RobotsText.mended(text.getBytes(ISO_8859_1)),
            "text/plain",
            List.of(UserAgent.PRODUCT));
  }
}
