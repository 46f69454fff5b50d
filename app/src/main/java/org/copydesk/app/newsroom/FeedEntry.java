package org.copydesk.app.newsroom;

import java.net.URI;
import java.time.OffsetDateTime;

/** What a feed says about one of its links. */
record FeedEntry(
    URI url,
    String title,
    String summary,
    String author,
    String section,
    OffsetDateTime published,
    OffsetDateTime updated) {

  static FeedEntry of(PublishedArticle article) {
    return new FeedEntry(
        article.url(),
        article.headline(),
        article.summary(),
        article.author(),
        article.section(),
        article.published(),
        article.modified());
  }
}
