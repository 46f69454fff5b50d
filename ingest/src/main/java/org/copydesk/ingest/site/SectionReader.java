package org.copydesk.ingest.site;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.site.LinkJudge.Group;
import org.copydesk.ingest.site.LinkJudge.History;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.message.UrlToFetch.Why;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads the news off a page that is no feed: a section's front page. Learns from look to look which
 * addresses come and go and which stay; the first look has only the links themselves to go by. What
 * it remembers is what the source's state holds: an entry without a time was taken for an article,
 * one with a time was not, and was first there then. Immutable, safe for many threads.
 */
public final class SectionReader {

  /** More than any front page holds; what is above it came last into the page. */
  private static final int MAX_ARTICLES = 300;

  /** Addresses remembered beyond those shown now. */
  private static final int REMEMBERED = 500;

  /** What is still there after this long without being taken is part of the furniture. */
  private static final Duration CONSTANT = Duration.ofHours(36);

  /** The characters of a URL id that a source's state keeps. */
  private static final int SHORT_ID = 16;

  private final PageLinks links;

  public SectionReader(UrlNormalizer normalizer) {
    this.links = new PageLinks(normalizer);
  }

  /**
   * What a look gave.
   *
   * @param urls articles that are new, in the page's order
   * @param seen what the source's next state remembers
   * @param links how many addresses of the site the page links to
   * @param isGap whether no article that is shown now was shown before
   */
  public record Section(List<UrlToFetch> urls, List<Seen> seen, int links, boolean isGap) {
    public Section {
      urls = List.copyOf(urls);
      seen = List.copyOf(seen);
    }
  }

  /** A link with what is known of it. */
  private record Known(PageLink link, String shortId, @Nullable Seen before) {
    boolean isTaken() {
      return before != null && before.updated() == null;
    }

    boolean isConstant(Instant now) {
      Instant first = before == null ? null : before.updated();
      return first != null && first.isBefore(now.minus(CONSTANT));
    }
  }

  /**
   * Reads one answer.
   *
   * @param before what the last look gave; empty at the first one
   */
  public Section read(String sourceId, Document page, URI address, List<Seen> before, Instant now) {
    List<PageLink> shown = links.of(page, address);
    List<Known> known = known(shown, before);
    Map<String, Group> groups = LinkJudge.groups(shown);
    Map<String, History> histories = histories(known, now);
    boolean isFirst = before.isEmpty();
    List<UrlToFetch> urls = new ArrayList<>();
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (Known one : known) {
      String shape = one.link().shape().text();
      boolean isArticle =
          !one.isTaken()
              && !one.isConstant(now)
              && urls.size() < MAX_ARTICLES
              && LinkJudge.score(
                      one.link(),
                      groups.getOrDefault(shape, new Group(1, 0)),
                      histories.getOrDefault(shape, History.NONE),
                      !isFirst && one.before() == null)
                  > 0;
      if (isArticle) {
        urls.add(toFetch(sourceId, one.link()));
      }
      seen.put(one.shortId(), remember(one, isArticle, now));
    }
    return new Section(urls, withOlder(seen, before), shown.size(), isGap(known, urls, isFirst));
  }

  private static List<Known> known(List<PageLink> shown, List<Seen> before) {
    Map<String, Seen> byId = new HashMap<>();
    before.forEach(seen -> byId.put(seen.id(), seen));
    List<Known> known = new ArrayList<>();
    for (PageLink link : shown) {
      String id = Ids.urlId(link.url().toString()).substring(0, SHORT_ID);
      known.add(new Known(link, id, byId.get(id)));
    }
    return known;
  }

  private static Map<String, History> histories(List<Known> known, Instant now) {
    Map<String, History> histories = new HashMap<>();
    for (Known one : known) {
      History history = new History(one.isTaken() ? 1 : 0, one.isConstant(now) ? 1 : 0);
      histories.merge(one.link().shape().text(), history, History::and);
    }
    return histories;
  }

  private static Seen remember(Known one, boolean isArticle, Instant now) {
    if (isArticle || one.isTaken()) {
      return new Seen(one.shortId(), null);
    }
    Instant first = one.before() == null ? null : one.before().updated();
    return new Seen(one.shortId(), first == null ? now : first);
  }

  private static List<Seen> withOlder(Map<String, Seen> shown, List<Seen> before) {
    List<Seen> older = before.stream().filter(seen -> !shown.containsKey(seen.id())).toList();
    List<Seen> kept =
        new ArrayList<>(older.subList(Math.max(0, older.size() - REMEMBERED), older.size()));
    kept.addAll(shown.values());
    return kept;
  }

  private static boolean isGap(List<Known> known, List<UrlToFetch> urls, boolean isFirst) {
    return !isFirst && !urls.isEmpty() && known.stream().noneMatch(Known::isTaken);
  }

  private static UrlToFetch toFetch(String sourceId, PageLink link) {
    String url = link.url().toString();
    String title = link.text().isBlank() ? null : link.text();
    return new UrlToFetch(Ids.urlId(url), url, sourceId, Why.NEW, null, null, title);
  }
}
