package org.copydesk.ingest.probe;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.Fetcher;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.pipeline.message.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a few pages in a row: the robots.txt of each host first, its rules kept, a pause between
 * any two requests to one host, redirects followed hop by hop. Not thread-safe.
 */
final class PoliteFetch {

  private static final int MAX_REDIRECTS = 5;

  /** A look at a site needs no more. */
  private static final int MAX_REQUESTS = 40;

  private final Fetcher fetcher;
  private final RobotsReader reader;
  private final Duration delay;
  private final Clock clock;
  private final Consumer<URI> progress;
  private final Map<String, Answer> rules = new HashMap<>();
  private final Map<String, Instant> nextAllowed = new HashMap<>();
  private int requests;

  /** What came of a request. */
  sealed interface Outcome {
    /**
     * A body.
     *
     * @param url where it came from, after redirects
     */
    record Got(URI url, FetchResult.Body answer) implements Outcome {}

    /**
     * None.
     *
     * @param reason a short code or status
     */
    record Not(String reason) implements Outcome {}
  }

  /** Rules, or why there are none. */
  private record Answer(@Nullable Robots robots, String reason) {}

  PoliteFetch(Fetcher fetcher, Duration delay, Clock clock, Consumer<URI> progress) {
    this.fetcher = fetcher;
    this.reader = new RobotsReader(clock);
    this.delay = delay;
    this.clock = clock;
    this.progress = progress;
  }

  /** The rules of a URL's host; empty while robots.txt cannot be had, when nothing is allowed. */
  Optional<Robots> robots(URI url) throws InterruptedException {
    return Optional.ofNullable(answer(url).robots());
  }

  /** The pause between two requests to a URL's host. */
  Duration pause(URI url) {
    Answer answer = rules.get(Authority.of(url));
    Robots robots = answer == null ? null : answer.robots();
    Duration asked = robots == null ? Duration.ZERO : robots.crawlDelay().orElse(Duration.ZERO);
    return asked.compareTo(delay) > 0 ? asked : delay;
  }

  Outcome get(FetchRequest request) throws InterruptedException {
    URI url = request.url();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      Answer answer = answer(url);
      Robots robots = answer.robots();
      if (robots == null) {
        return new Outcome.Not(answer.reason());
      }
      if (!robots.allows(url)) {
        return new Outcome.Not("robots");
      }
      FetchResult result = make(at(request, url));
      switch (result) {
        case FetchResult.Redirect redirect -> url = redirect.target();
        case FetchResult.Body body -> {
          return new Outcome.Got(url, body);
        }
        default -> {
          return new Outcome.Not(reason(result));
        }
      }
    }
    return new Outcome.Not("too-many-redirects");
  }

  private Answer answer(URI url) throws InterruptedException {
    if (url.getHost() == null) {
      return new Answer(null, "host");
    }
    String authority = Authority.of(url);
    Answer known = rules.get(authority);
    if (known == null) {
      known = askRobots(RobotsReader.address(url));
      rules.put(authority, known);
    }
    return known;
  }

  private Answer askRobots(URI robots) throws InterruptedException {
    URI address = robots;
    for (int hop = 0; ; hop++) {
      FetchRequest request = FetchRequest.robots(address);
      FetchResult result = make(request);
      if (result instanceof FetchResult.Refused refused) {
        return new Answer(
            null, refused.refusal().rule().code() + ": " + refused.refusal().detail());
      }
      switch (reader.read(request, result, hop)) {
        case RobotsReader.Answer.Rules rule -> {
          return new Answer(rule.robots(), "");
        }
        case RobotsReader.Answer.Elsewhere elsewhere -> address = elsewhere.target();
        case RobotsReader.Answer.Unreachable unreachable -> {
          return new Answer(null, unreachable.reason());
        }
      }
    }
  }

  private FetchResult make(FetchRequest request) throws InterruptedException {
    if (++requests > MAX_REQUESTS) {
      return new FetchResult.Broken(FetchResult.Fault.PROTOCOL, "asked often enough");
    }
    String host = Objects.requireNonNullElse(request.url().getRawAuthority(), "");
    Instant due = nextAllowed.getOrDefault(host, Instant.MIN);
    Instant now = clock.instant();
    if (due.isAfter(now)) {
      Thread.sleep(Duration.between(now, due)); // the pause that the host is owed
    }
    progress.accept(request.url());
    FetchResult result = fetcher.fetch(request);
    if (!(result instanceof FetchResult.Refused) && request.url().getHost() != null) {
      nextAllowed.put(host, clock.instant().plus(pause(request.url())));
    }
    return result;
  }

  private static FetchRequest at(FetchRequest request, URI url) {
    return new FetchRequest(url, request.accept(), request.maxBytes(), null, null);
  }

  private static String reason(FetchResult result) {
    return switch (result) {
      case FetchResult.Status status -> "http-" + status.head().status();
      case FetchResult.NotModified same -> "http-304";
      case FetchResult.Refused refused ->
          refused.refusal().rule().code() + ": " + refused.refusal().detail();
      case FetchResult.Broken broken -> broken.fault().code();
      case FetchResult.Body body -> "http-" + body.head().status();
      case FetchResult.Redirect redirect -> "http-" + redirect.head().status();
    };
  }
}
