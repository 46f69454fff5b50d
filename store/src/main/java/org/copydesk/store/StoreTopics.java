package org.copydesk.store;

import java.util.Set;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Topics;

/** What the store reads, and as which consumer group. */
record StoreTopics(String group, String articles, String outcomes) {
  static final StoreTopics STANDARD =
      new StoreTopics(Groups.STORE, Topics.ARTICLES, Topics.OUTCOMES);

  Set<String> names() {
    return Set.of(articles, outcomes);
  }
}
