package org.copydesk.app.newsroom;

import java.util.Arrays;
import java.util.List;

/**
 * A URL with a story of its own, linked at the end of its site's feed; written {@code kind path |
 * title}, or {@code kind path | title | article} where it shows a published article.
 *
 * @param article the number of the article of the stock that it shows
 */
record Special(Kind kind, String path, String title, int article) {
  enum Kind {
    /** An article under a path that robots.txt forbids. */
    REFUSED(ExpectedOutcome.REFUSED_BY_ROBOTS),
    /** Answers 410. */
    WITHDRAWN(ExpectedOutcome.GONE),
    /** Answers 404. */
    MISSING(ExpectedOutcome.GONE),
    /** A section front. */
    FRONT(ExpectedOutcome.NOT_AN_ARTICLE),
    /** An article's page again, whose rel=canonical names the article. */
    COPY(ExpectedOutcome.DUPLICATE),
    /** An article's own URL with tracking parameters. */
    TRACKED(ExpectedOutcome.DUPLICATE),
    /** Answers 301 with an article's URL. */
    MOVED(ExpectedOutcome.DUPLICATE);

    final ExpectedOutcome expected;

    Kind(ExpectedOutcome expected) {
      this.expected = expected;
    }
  }

  static List<Special> of(SiteTexts texts) {
    return texts.all("special").stream().map(Special::parse).toList();
  }

  private static Special parse(String line) {
    List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    String[] first = parts.getFirst().split(" +", 2);
    return new Special(
        Kind.valueOf(first[0]),
        first[1],
        parts.get(1),
        parts.size() > 2 ? Integer.parseInt(parts.get(2)) : 0);
  }
}
