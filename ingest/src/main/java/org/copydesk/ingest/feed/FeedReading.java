package org.copydesk.ingest.feed;

/** Whether an answer could be read as a feed. */
public sealed interface FeedReading {

  /** It could. */
  record Parsed(Feed feed) implements FeedReading {}

  /**
   * It could not.
   *
   * @param reason a short code: {@code empty}, {@code html}, {@code not-a-feed}
   */
  record Unreadable(String reason) implements FeedReading {}
}
