package org.copydesk.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Topic;
import org.copydesk.pipeline.message.Topics;

/** What the store reads, and as which consumer group. */
record StoreTopics(String group, String articles, String outcomes) {
  static final StoreTopics STANDARD =
      new StoreTopics(Groups.STORE, Topics.ARTICLES, Topics.OUTCOMES);

  Set<String> names() {
    return Set.of(articles, outcomes);
  }

  /** The topics as they should be, with those of their dead letters. */
  List<Topic> specifications() {
    Map<String, String> names =
        Map.of(
            Topics.ARTICLES,
            articles,
            Topics.OUTCOMES,
            outcomes,
            Topics.deadLetter(Topics.ARTICLES),
            Topics.deadLetter(articles),
            Topics.deadLetter(Topics.OUTCOMES),
            Topics.deadLetter(outcomes));
    return Topics.all().stream()
        .flatMap(
            topic -> Stream.ofNullable(names.get(topic.name())).map(name -> renamed(topic, name)))
        .toList();
  }

  private static Topic renamed(Topic topic, String name) {
    return new Topic(name, topic.layout(), topic.compacted(), topic.kept(), topic.settings());
  }
}
