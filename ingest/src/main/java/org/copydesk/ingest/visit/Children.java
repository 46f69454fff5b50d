package org.copydesk.ingest.visit;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sources that another source leads to: the sitemaps of an index. They are sources of
 * their own, with validators and a rhythm of their own, and live as long as the parent names them.
 * Only addresses of the parent's own host are followed: robots.txt of another host could not agree.
 */
final class Children {

  private static final Logger log = LoggerFactory.getLogger(Children.class);

  /** An index within an index within an index is where it ends. */
  private static final int MAX_DEPTH = 3;

  private final Ledger ledger;

  Children(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Declares the children that are new and retires those that are named no more. */
  void keep(ShardState shard, Source parent, Source.Kind kind, List<URI> addresses)
      throws InterruptedException {
    if (Source.depth(parent.id()) >= MAX_DEPTH) {
      return;
    }
    Set<String> named = new HashSet<>();
    List<Source> declared = new ArrayList<>();
    for (URI address : addresses) {
      if (Authority.of(address).equals(parent.authority())) {
        Source child = child(parent, kind, address);
        named.add(child.id());
        if (shard.sources().find(child.id()).isEmpty()) {
          declared.add(child);
        }
      }
    }
    List<Source> retired =
        shard.sources().all().stream()
            .filter(
                source -> Source.isChild(source.id(), parent.id()) && !named.contains(source.id()))
            .toList();
    write(shard, parent, declared, retired);
  }

  private void write(ShardState shard, Source parent, List<Source> declared, List<Source> retired)
      throws InterruptedException {
    List<Outgoing> changes = new ArrayList<>();
    declared.forEach(child -> changes.add(ledger.records().source(child)));
    for (Source child : retired) {
      changes.add(ledger.records().removal(Topics.SOURCES, child.authority(), child.id()));
      changes.add(ledger.records().removal(Topics.SOURCE_STATE, child.authority(), child.id()));
    }
    ledger.publish(changes);
    declared.forEach(shard.sources()::put);
    retired.forEach(child -> shard.sources().remove(child.id()));
    retired.forEach(child -> shard.sources().removeState(child.id()));
    if (!changes.isEmpty()) {
      log.atInfo()
          .addKeyValue("source", parent.id())
          .addKeyValue("declared", declared.size())
          .addKeyValue("retired", retired.size())
          .log("sitemaps of a source changed");
    }
  }

  private static Source child(Source parent, Source.Kind kind, URI address) {
    return new Source(
        Source.childId(parent.id(), Ids.urlId(address.toString())),
        kind,
        address,
        null,
        null,
        parent.every(),
        Source.Origin.DISCOVERED,
        parent.paused());
  }
}
