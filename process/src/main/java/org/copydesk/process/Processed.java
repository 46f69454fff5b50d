package org.copydesk.process;

import java.util.List;
import org.copydesk.extract.learned.HostSketch;
import org.copydesk.pipeline.kafka.Outgoing;

/**
 * What one page became.
 *
 * @param result in a word, for the counter: article, not-article, refused or dead-letter
 * @param records what is written for it
 * @param seen what the page tells about its host's furniture; empty when it is no article
 */
record Processed(String result, List<Outgoing> records, HostSketch seen) {
  Processed {
    records = List.copyOf(records);
  }

  Processed(String result, List<Outgoing> records) {
    this(result, records, HostSketch.empty());
  }
}
