package org.copydesk.app.simulation;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.message.Topics;

/**
 * Counts how often each article of a simulated web was published in {@code news.pages.v1}, which
 * must exist. Belongs to one thread.
 */
final class PageTally implements AutoCloseable {

  private static final int EXAMPLES = 5;

  private final WebPlan plan;
  private final CompactedReader reader;
  private final byte[][] published;
  private int distinct;
  private int repeated;
  private int strange;

  PageTally(WebPlan plan, KafkaSettings kafka, int partitions) {
    this.plan = plan;
    this.published = new byte[plan.hosts()][plan.articles()];
    this.reader = new CompactedReader(kafka);
    reader.readFromBeginning(partitions(partitions), this::count);
  }

  /** Counts what was published since, and waits for the first of it at most so long. */
  void read(Duration atMost) {
    reader.readNew(atMost, this::count);
  }

  /** Articles that were published at least once. */
  int distinct() {
    return distinct;
  }

  /** Pages beyond the first of each article. */
  int repeated() {
    return repeated;
  }

  boolean isComplete() {
    return distinct == plan.urls();
  }

  /** What is wrong with what was published; empty when nothing is. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!isComplete()) {
      faults.add(
          "%d of %d articles were not published, such as %s"
              .formatted(plan.urls() - distinct, plan.urls(), missing()));
    }
    if (repeated > 0) {
      faults.add(repeated + " pages were published again");
    }
    if (strange > 0) {
      faults.add(strange + " pages are none of the web's articles");
    }
    return faults;
  }

  @Override
  public void close() {
    reader.close();
  }

  private void count(Incoming record) {
    URI url = URI.create(record.headers().text("copydesk-url").orElse("none"));
    int article = url.getHost() == null ? -1 : plan.article(url.getPath());
    if (article < 0) {
      strange++;
      return;
    }
    byte[] host = published[plan.host(url.getHost())];
    if (host[article] > 0) {
      repeated++;
    } else {
      host[article] = 1;
      distinct++;
    }
  }

  private List<String> missing() {
    return IntStream.range(0, plan.hosts())
        .boxed()
        .flatMap(
            host ->
                IntStream.range(0, plan.articles())
                    .filter(article -> published[host][article] == 0)
                    .mapToObj(article -> plan.address(host) + WebPlan.path(article)))
        .limit(EXAMPLES)
        .toList();
  }

  private static Set<PartitionId> partitions(int count) {
    return IntStream.range(0, count)
        .mapToObj(partition -> new PartitionId(Topics.PAGES, partition))
        .collect(Collectors.toSet());
  }
}
