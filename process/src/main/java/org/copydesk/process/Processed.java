package org.copydesk.process;

import java.util.List;
import org.copydesk.pipeline.kafka.Outgoing;

/**
 * What one page became.
 *
 * @param result in a word, for the counter: article, not-article, refused or dead-letter
 * @param records what is written for it
 */
record Processed(String result, List<Outgoing> records) {
  Processed {
    records = List.copyOf(records);
  }
}
