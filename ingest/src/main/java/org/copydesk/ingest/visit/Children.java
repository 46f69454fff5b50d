package org.copydesk.ingest.visit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.copydesk.ingest.site.SiteSources.Found;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.copydesk.pipeline.message.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sources that another source leads to: the sitemaps of an index, the feeds and sitemaps
 * of a site. They are sources of their own, with validators and a rhythm of their own, and live as
 * long as the parent names them. Sitemaps of an index are followed at the parent's own host only:
 * robots.txt of another host could not agree. What a site names itself may lie elsewhere; such a
 * source belongs to its own host's shard and goes when it fails for good.
 */
final class Children {

  private static final Logger log = LoggerFactory.getLogger(Children.class);

  /** An index within an index within an index is where it ends. */
  private static final int MAX_DEPTH = 3;

  /** The characters of a URL id that a source's state keeps. */
  private static final int SHORT_ID = 16;

  private final Ledger ledger;

  Children(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Declares the children that are new and retires those that are named no more. */
  void keep(ShardState shard, Source parent, List<Found> found) throws InterruptedException {
    keep(shard, parent, found, List.of());
  }

  /**
   * The same for a parent that may lead to other hosts.
   *
   * @param before what this method gave the last time
   * @return what was found at other hosts, for the parent's state
   */
  List<Seen> keepEverywhere(ShardState shard, Source parent, List<Found> found, List<Seen> before)
      throws InterruptedException {
    List<Found> own = found.stream().filter(source -> isAt(parent, source)).toList();
    List<Found> elsewhere = found.stream().filter(source -> !isAt(parent, source)).toList();
    Set<String> known = new HashSet<>();
    before.forEach(seen -> known.add(seen.id()));
    List<Source> declared =
        elsewhere.stream()
            .filter(source -> !known.contains(shortId(source)))
            .map(source -> child(parent, source))
            .toList();
    keep(shard, parent, own, declared);
    return elsewhere.stream().map(source -> new Seen(shortId(source), null)).toList();
  }

  /** Takes out a source that was found by following another and leads to nothing. */
  void drop(ShardState shard, Source child) throws InterruptedException {
    write(shard, Source.rootId(child.id()), List.of(), List.of(child));
  }

  private void keep(ShardState shard, Source parent, List<Found> found, List<Source> elsewhere)
      throws InterruptedException {
    if (Source.depth(parent.id()) >= MAX_DEPTH) {
      return;
    }
    Set<String> named = new HashSet<>();
    List<Source> declared = new ArrayList<>(elsewhere);
    for (Found source : found) {
      Source child = child(parent, source);
      if (isAt(parent, source) && named.add(child.id())) {
        if (shard.sources().find(child.id()).isEmpty()) {
          declared.add(child);
        }
      }
    }
    List<Source> retired =
        shard.sources().all().stream()
            .filter(
                source -> Source.isChild(source.id(), parent.id()) && !named.contains(source.id()))
            .filter(source -> source.authority().equals(parent.authority()))
            .toList();
    write(shard, parent.id(), declared, retired);
  }

  private void write(ShardState shard, String parentId, List<Source> declared, List<Source> retired)
      throws InterruptedException {
    List<Outgoing> changes = new ArrayList<>();
    declared.forEach(child -> changes.add(ledger.records().source(child)));
    for (Source child : retired) {
      changes.add(ledger.records().removal(Topics.SOURCES, child.authority(), child.id()));
      changes.add(ledger.records().removal(Topics.SOURCE_STATE, child.authority(), child.id()));
    }
    ledger.publish(changes);
    declared.stream()
        .filter(child -> ledger.records().shards().of(child.authority()) == shard.shard())
        .forEach(shard.sources()::put);
    retired.forEach(child -> shard.sources().remove(child.id()));
    retired.forEach(child -> shard.sources().removeState(child.id()));
    if (!changes.isEmpty()) {
      log.atInfo()
          .addKeyValue("source", parentId)
          .addKeyValue("declared", declared.size())
          .addKeyValue("retired", retired.size())
          .log("what a source leads to changed");
    }
  }

  private static boolean isAt(Source parent, Found source) {
    return Authority.of(source.address()).equals(parent.authority());
  }

  private static String shortId(Found source) {
    return Ids.urlId(source.address().toString()).substring(0, SHORT_ID);
  }

  private static Source child(Source parent, Found source) {
    return new Source(
        Source.childId(parent.id(), Ids.urlId(source.address().toString())),
        source.kind(),
        source.address(),
        null,
        null,
        parent.every(),
        Source.Origin.DISCOVERED,
        parent.paused());
  }
}
