package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.copydesk.app.newsroom.ExpectedOutcome;
import org.copydesk.app.newsroom.PublishedArticle;
import org.copydesk.app.newsroom.SampleNewsroom;
import org.copydesk.app.newsroom.Site;
import org.jspecify.annotations.Nullable;

/** What the newsroom knows it has published, held against what was stored. */
final class Truth {
  private final SampleNewsroom newsroom;

  Truth(SampleNewsroom newsroom) {
    this.newsroom = newsroom;
  }

  List<PublishedArticle> articles() {
    return newsroom.sites().stream().flatMap(site -> site.articles().stream()).toList();
  }

  /** The published articles that are not stored in their newest revision, word for word. */
  List<String> missingFrom(Rows rows) throws SQLException {
    Map<String, String> bodies = rows.bodies();
    return articles().stream()
        .filter(article -> !isSame(article, bodies.get(article.url().toString())))
        .map(article -> article.url() + ": " + bodies.get(article.url().toString()))
        .toList();
  }

  /**
   * Whether a stored body is the article's. It may begin with the standfirst, which the newsroom
   * counts apart, and the items of a list are lines of one block.
   */
  private static boolean isSame(PublishedArticle article, @Nullable String body) {
    if (body == null) {
      return false;
    }
    String standfirst = article.summary() + "\n\n";
    String text = body.startsWith(standfirst) ? body.substring(standfirst.length()) : body;
    return text.lines()
        .filter(line -> !line.isEmpty())
        .toList()
        .equals(article.body().lines().filter(line -> !line.isEmpty()).toList());
  }

  /** Every URL of the feeds ended as it should, each in one row, and nothing else is there. */
  void assertEverythingEndedOnce(Rows rows) throws SQLException {
    assertThat(missingFrom(rows)).isEmpty();
    assertThat(rows.bodies()).hasSameSizeAs(articles());
    Map<String, String> outcomes = rows.outcomes();
    for (PublishedArticle article : articles()) {
      assertThat(outcomes.get(article.url().toString()))
          .as("outcome of %s", article.url())
          .isIn("stored", "updated", "unchanged", "duplicate");
    }
    for (Map.Entry<URI, ExpectedOutcome> special : newsroom.expectedOutcomes().entrySet()) {
      assertSpecial(special.getKey(), special.getValue(), outcomes);
    }
    assertThat(rows.count("SELECT count(*) - count(DISTINCT url) FROM url_outcome")).isZero();
    assertThat(
            rows.count(
                "SELECT count(*) FROM (SELECT article_id, content_hash, lead(content_hash) OVER"
                    + " (PARTITION BY article_id ORDER BY version) AS next FROM article_version) v"
                    + " WHERE content_hash = next"))
        .as("versions that repeat the one before")
        .isZero();
  }

  /** No stored body holds a line of the sites' furniture. */
  void assertNoBoilerplate(Rows rows) throws SQLException {
    Map<String, String> bodies = rows.bodies();
    for (Site site : newsroom.sites()) {
      for (String line : site.boilerplateLines()) {
        assertThat(bodies.values())
            .as("line of %s", site.id())
            .noneMatch(body -> body.lines().anyMatch(line::equals));
      }
    }
  }

  private static void assertSpecial(
      URI url, ExpectedOutcome expected, Map<String, String> outcomes) {
    String disposition = outcomes.get(url.toString());
    switch (expected) {
      case REFUSED_BY_ROBOTS -> assertThat(disposition).as("%s", url).isEqualTo("refused");
      case GONE -> assertThat(disposition).as("%s", url).isEqualTo("gone");
      case NOT_AN_ARTICLE -> assertThat(disposition).as("%s", url).isEqualTo("not-article");
      // Where the second address differs in tracking parameters alone it is the same URL.
      case DUPLICATE ->
          assertThat(disposition)
              .as("%s", url)
              .isIn(null, "duplicate", "stored", "updated", "unchanged");
    }
  }
}
