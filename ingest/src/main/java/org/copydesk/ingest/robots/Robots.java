package org.copydesk.ingest.robots;

import crawlercommons.robots.SimpleRobotRules;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one host's robots.txt for us, good for {@link #KEPT}. Immutable to those who use it,
 * safe for many threads.
 *
 * <p>Rules take several times the memory of their text, and a crawler knows thousands of hosts: the
 * text is kept, and where memory is short the rules are read from it anew.
 */
public final class Robots {

  /** RFC 9309 section 2.4: a crawler should not use a cached version for more than 24 hours. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Longer pauses asked for are shortened to this: the host is visited rarely anyway. */
  private static final Duration MAX_CRAWL_DELAY = Duration.ofSeconds(60);

  private final Function<String, SimpleRobotRules> parser;
  private final Instant fetchedAt;
  private final int status;
  private final String text;
  private final @Nullable Duration crawlDelay;
  private volatile SoftReference<SimpleRobotRules> rules;

  /**
   * @param parser reads the text; gives the same rules each time
   */
  Robots(Function<String, SimpleRobotRules> parser, Instant fetchedAt, int status, String text) {
    SimpleRobotRules parsed = parser.apply(text);
    this.parser = parser;
    this.fetchedAt = fetchedAt;
    this.status = status;
    this.text = text;
    this.crawlDelay = clamped(parsed.getCrawlDelay());
    this.rules = new SoftReference<>(parsed);
  }

  private SimpleRobotRules rules() {
    SimpleRobotRules kept = rules.get();
    if (kept == null) {
      kept = parser.apply(text);
      rules = new SoftReference<>(kept);
    }
    return kept;
  }

  /** Whether this URL of the host may be fetched. */
  public boolean allows(URI url) {
    return rules().isAllowed(url.toString());
  }

  /**
   * A rule as its line means it.
   *
   * @param pattern with its escapes in one form
   */
  public record Rule(String pattern, boolean allows) {}

  /**
   * The rule that decides about a URL, after RFC 9309 section 2.2.2: the longest that matches, and
   * Allow where two are equally long. Empty when none speaks of it.
   */
  public Optional<Rule> deciding(URI url) {
    Rule best = null;
    for (SimpleRobotRules.RobotRule rule : rules().getRobotRules()) {
      Rule candidate = new Rule(rule.getPrefix(), rule.isAllow());
      if ((best == null || isStronger(candidate, best)) && matches(candidate, url)) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best).filter(rule -> rule.allows() == allows(url));
  }

  private static boolean isStronger(Rule rule, Rule best) {
    int longer = Integer.compare(rule.pattern().length(), best.pattern().length());
    return longer > 0 || (longer == 0 && rule.allows() && !best.allows());
  }

  /** What matches is told by the parser's own matcher: a rule alone forbids what it matches. */
  private static boolean matches(Rule rule, URI url) {
    SimpleRobotRules alone = new SimpleRobotRules(SimpleRobotRules.RobotRulesMode.ALLOW_SOME);
    alone.addRule(rule.pattern(), false);
    return !alone.isAllowed(url.toString());
  }

  /** The pause between requests that the host asks for, clamped; empty when it asks for none. */
  public Optional<Duration> crawlDelay() {
    return Optional.ofNullable(crawlDelay);
  }

  private static @Nullable Duration clamped(long millis) {
    if (millis <= 0) {
      return null;
    }
    Duration asked = Duration.ofMillis(millis);
    return asked.compareTo(MAX_CRAWL_DELAY) > 0 ? MAX_CRAWL_DELAY : asked;
  }

  /** The addresses of the sitemaps that it names. */
  public List<String> sitemaps() {
    return List.copyOf(rules().getSitemaps());
  }

  /** Whether these rules are too old to go by. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(fetchedAt.plus(KEPT));
  }

  public Instant fetchedAt() {
    return fetchedAt;
  }

  /** The status that robots.txt was answered with. */
  public int status() {
    return status;
  }

  /** The text as it was served, cut at 500 KiB; empty when there was none. */
  public String text() {
    return text;
  }
}
