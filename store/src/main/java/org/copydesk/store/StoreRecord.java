package org.copydesk.store;

import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.copydesk.store.table.ArticleRow;
import org.copydesk.store.table.OutcomeRow;
import org.copydesk.store.table.Takedown;

/** What a record asks to be stored. */
sealed interface StoreRecord {

  /** The record as it was read, for its dead letter. */
  Incoming original();

  /** A clean article. */
  record Article(Incoming original, ArticleRow row, StageTimes times) implements StoreRecord {}

  /** An article to take down. */
  record Removal(Incoming original, Takedown takedown) implements StoreRecord {}

  /** How a URL ended that did not become an article. */
  record Outcome(Incoming original, OutcomeRow row) implements StoreRecord {}

  /** Nothing that can be read. */
  record Unreadable(Incoming original, UnreadableMessageException fault) implements StoreRecord {}
}
