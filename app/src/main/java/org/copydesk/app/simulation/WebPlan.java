package org.copydesk.app.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * What a simulated web looks like: the same plan gives the same hosts, pages and bytes. Each host
 * has an address of its own in 127.0.0.0/8, one feed, and the same number of articles. Immutable.
 *
 * @param hosts from 1 to 50,000
 * @param articles of each host, all shown by its feed
 * @param pageBytes about how long a page is; not less than its text, some 4 KB
 * @param delay what every host wants between two requests; every seventh asks for half as much
 *     again in its robots.txt
 * @param latency the longest time that a host takes to answer; each request has its own
 * @param seed of texts and answer times
 */
public record WebPlan(
    int hosts, int articles, int pageBytes, Duration delay, Duration latency, long seed) {

  static final String FEED = "/feed.xml";
  static final String ROBOTS = "/robots.txt";

  private static final String ARTICLE = "/news/story-";
  private static final int MAX_HOSTS = 50_000;
  private static final int A_NETWORK = 250;
  private static final int SLOW_HOST = 7;
  private static final Instant NEWEST = Instant.parse("2026-01-05T12:00:00Z");
  private static final int PARAGRAPHS = 8;
  private static final int SENTENCES = 5;
  private static final List<String> WORDS =
      List.of(
          """
          harbour council bridge winter market engine teacher river budget doctor signal valley
          orchard railway painter library customs glacier festival workshop lantern parish meadow
          village quarry journal summer bakery tunnel captain museum station witness archive border
          cannot follows opened counted promised measured borrowed painted repaired answered carried
          gathered crossed delayed visited planted recorded doubted noticed finished quietly often
          beside without against during behind before beyond near under across along toward early
          small green narrow distant careful public wooden silent common northern heavy plain local\
          """
              .split("\\s+"));

  public WebPlan {
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(latency, "latency");
    if (hosts < 1 || hosts > MAX_HOSTS || articles < 1 || pageBytes < 1) {
      throw new IllegalArgumentException("1 to 50,000 hosts with at least one article");
    }
  }

  public int urls() {
    return hosts * articles;
  }

  /** The address of a host, an IPv4 literal. */
  public String address(int host) {
    return "127.%d.%d.%d"
        .formatted(
            16 + host / (A_NETWORK * A_NETWORK),
            host / A_NETWORK % A_NETWORK + 1,
            host % A_NETWORK + 1);
  }

  /** The number of the host with an address. */
  public int host(String address) {
    String[] parts = address.split("\\.", 5);
    return (Integer.parseInt(parts[1]) - 16) * A_NETWORK * A_NETWORK
        + (Integer.parseInt(parts[2]) - 1) * A_NETWORK
        + Integer.parseInt(parts[3])
        - 1;
  }

  static String path(int article) {
    return ARTICLE + article;
  }

  /** The number of the article at a path; -1 when there is none. */
  int article(String path) {
    if (!path.startsWith(ARTICLE) || path.length() > ARTICLE.length() + 7) {
      return -1;
    }
    String number = path.substring(ARTICLE.length());
    if (number.isEmpty() || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int article = Integer.parseInt(number);
    return article < articles ? article : -1;
  }

  /** The least pause between two requests that a host wants. */
  public Duration delay(int host) {
    return asksForMore(host) ? delay.multipliedBy(3).dividedBy(2) : delay;
  }

  String robots(int host) {
    String pace = asksForMore(host) ? "Crawl-delay: " + delay(host).toMillis() / 1000.0 + "\n" : "";
    return "User-agent: *\n" + pace + "Disallow: /private/\n";
  }

  String feed(int host, String base) {
    StringBuilder feed =
        new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Host ")
            .append(host)
            .append("</title><link>")
            .append(base)
            .append("/</link><description>All stories</description>");
    for (int article = 0; article < articles; article++) {
      feed.append("<item><title>")
          .append(title(host, article))
          .append("</title><link>")
          .append(base)
          .append(path(article))
          .append("</link><pubDate>")
          .append(
              java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  published(article).atOffset(java.time.ZoneOffset.UTC)))
          .append("</pubDate></item>");
    }
    return feed.append("</channel></rss>").toString();
  }

  String page(int host, int article) {
    SplittableRandom random = random(host, article);
    StringBuilder page =
        new StringBuilder(pageBytes + 1_000)
            .append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .append(title(host, article))
            .append("</title><meta property=\"article:published_time\" content=\"")
            .append(published(article))
            .append("\"></head><body><article><h1>")
            .append(title(host, article))
            .append("</h1>");
    for (int paragraph = 0; paragraph < PARAGRAPHS; paragraph++) {
      page.append("<p>");
      for (int sentence = 0; sentence < SENTENCES; sentence++) {
        sentence(page, random, 9 + random.nextInt(7)).append(". ");
      }
      page.append("</p>\n");
    }
    page.append("</article><script>/* ");
    while (page.length() < pageBytes) {
      page.append(Long.toString(random.nextLong(), 36)).append(" Copydesk simulated script ");
    }
    return page.append("*/</script></body></html>").toString();
  }

  /** How long a host takes to answer its n-th request. */
  Duration latency(int host, long request) {
    long most = latency.toNanos();
    return most == 0
        ? Duration.ZERO
        : Duration.ofNanos(new SplittableRandom(seed ^ host * 31L ^ request << 24).nextLong(most));
  }

  private boolean asksForMore(int host) {
    return host % SLOW_HOST == SLOW_HOST - 1;
  }

  private String title(int host, int article) {
    return sentence(new StringBuilder(), random(host, -1 - article), 6)
        .append(' ')
        .append(host)
        .append('-')
        .append(article)
        .toString();
  }

  private static Instant published(int article) {
    return NEWEST.minus(Duration.ofMinutes(article));
  }

  private SplittableRandom random(int host, int article) {
    return new SplittableRandom(seed + host * 1_000_003L + article);
  }

  private static StringBuilder sentence(StringBuilder into, SplittableRandom random, int words) {
    for (int word = 0; word < words; word++) {
      String next = WORDS.get(random.nextInt(WORDS.size()));
      if (word == 0) {
        into.append(Character.toUpperCase(next.charAt(0))).append(next, 1, next.length());
      } else {
        into.append(' ').append(next);
      }
    }
    return into;
  }
}
