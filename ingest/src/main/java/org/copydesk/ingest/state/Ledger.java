package org.copydesk.ingest.state;

import java.util.List;
import java.util.Objects;
import org.copydesk.pipeline.kafka.Outgoing;

/**
 * Memory and topics together: what is written through it is acknowledged first and remembered then.
 *
 * @param shards what this instance owns and knows
 * @param records how records are made
 * @param publisher how they are written
 */
public record Ledger(OwnedShards shards, Records records, Publisher publisher) {

  public Ledger {
    Objects.requireNonNull(shards, "shards");
    Objects.requireNonNull(records, "records");
    Objects.requireNonNull(publisher, "publisher");
  }

  public void publish(List<Outgoing> outgoing) throws InterruptedException {
    publisher.publish(outgoing);
  }

  public void publish(Outgoing outgoing) throws InterruptedException {
    publisher.publish(List.of(outgoing));
  }
}
