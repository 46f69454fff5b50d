package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.copydesk.ingest.site.SiteSources;
import org.copydesk.ingest.site.SiteSources.Found;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.jsoup.nodes.Document;

/**
 * Follows a site through what its front page and robots.txt name. A site that names nothing, or
 * nothing that answers, is looked for in the usual places and followed through its front page; what
 * does not answer there is dropped again, and tried anew at the next look.
 */
final class SiteNews {

  private final SiteSources sources;
  private final Children children;
  private final Clock clock;

  SiteNews(SiteSources sources, Children children, Clock clock) {
    this.sources = sources;
    this.children = children;
    this.clock = clock;
  }

  /**
   * Declares what was found.
   *
   * @param sitemaps the addresses in the site's robots.txt
   * @return what the site's next state remembers
   */
  List<Seen> follow(
      ShardState shard, Source site, Document frontPage, URI address, List<String> sitemaps)
      throws InterruptedException {
    SourceState before = shard.sources().state(site.id());
    List<Found> named = sources.named(frontPage, address, sitemaps, clock.instant());
    List<Found> found = new ArrayList<>(named);
    if (isOfNoUse(shard, site, named, before)) {
      List<Found> guesses = sources.guessed(address);
      List<Found> answering =
          guesses.stream().filter(guess -> hasAnswered(shard, site, guess)).toList();
      found.addAll(answering.isEmpty() ? guesses : answering);
      if (answering.isEmpty()) {
        found.add(new Found(Source.Kind.SECTION, address));
      }
    }
    return children.keepEverywhere(shard, site, found, before.seen());
  }

  /** Nothing is named, or nothing of it has answered since the last look. */
  private static boolean isOfNoUse(
      ShardState shard, Source site, List<Found> named, SourceState before) {
    boolean isFirstLook = before.succeeded() == null;
    return named.isEmpty()
        || (!isFirstLook
            && named.stream()
                .noneMatch(one -> isElsewhere(site, one) || hasAnswered(shard, site, one)));
  }

  private static boolean isElsewhere(Source site, Found found) {
    return !Authority.of(found.address()).equals(site.authority());
  }

  private static boolean hasAnswered(ShardState shard, Source site, Found found) {
    String id = Source.childId(site.id(), Ids.urlId(found.address().toString()));
    return shard.sources().find(id).isPresent() && shard.sources().state(id).succeeded() != null;
  }
}
