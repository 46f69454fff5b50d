package org.copydesk.app.newsroom;

/**
 * How one of the newsroom's special URLs, all of them linked in a feed, must end in the pipeline.
 */
public enum ExpectedOutcome {
  /** The site's robots.txt forbids the path; requesting it at all is a fault. */
  REFUSED_BY_ROBOTS,
  /** The server answers 404 or 410. */
  GONE,
  /** The page is a section front, a list of teasers. */
  NOT_AN_ARTICLE,
  /** The same page as a published article's, under a second URL. */
  DUPLICATE
}
