package org.copydesk.app.newsroom;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a site answers to a path and query. Safe to share between threads. */
final class SiteRoutes {
  private static final int FEED_ENTRIES = 25;
  private static final int TEASERS = 20;

  private final Publication publication;
  private final SiteTexts texts;
  private final Pages pages;
  private final List<Special> specials;

  SiteRoutes(Publication publication) {
    this.publication = publication;
    this.texts = publication.texts();
    this.pages = new Pages(publication);
    this.specials = Special.of(texts);
  }

  Reply answer(String target) {
    if (target.equals("/robots.txt")) {
      return Reply.plain(200, SiteTexts.resource(texts.id(), "robots.txt"));
    }
    if (target.equals(texts.property("feed-path"))) {
      return feed();
    }
    if (target.equals("/")) {
      return front(texts.property("motto"));
    }
    if (target.startsWith("/media/")) {
      return picture();
    }
    Optional<PublishedArticle> article = publication.find(withoutTracking(target));
    return article.map(this::article).orElseGet(() -> special(target));
  }

  /** Where a special's link points to. */
  URI url(Special special) {
    return special.kind() == Special.Kind.TRACKED
        ? URI.create(publication.article(special.article()).url() + special.path())
        : publication.base().resolve(special.path());
  }

  List<Special> specials() {
    return specials;
  }

  private Reply special(String target) {
    return specials.stream()
        .filter(special -> special.path().equals(target))
        .findFirst()
        .map(this::special)
        .orElseGet(() -> Reply.plain(404, "not found\n"));
  }

  private Reply special(Special special) {
    return switch (special.kind()) {
      case REFUSED, COPY, TRACKED -> article(publication.article(special.article()));
      case WITHDRAWN -> Reply.plain(410, "withdrawn\n");
      case MISSING -> Reply.plain(404, "not found\n");
      case FRONT -> front(special.title());
      case MOVED -> Reply.movedTo(publication.article(special.article()).url().toString());
    };
  }

  private Reply article(PublishedArticle article) {
    return html(pages.article(article), article.modified().toInstant());
  }

  private Reply front(String title) {
    List<PublishedArticle> newest = publication.newest(TEASERS);
    return html(pages.front(title, newest), newest.getFirst().modified().toInstant());
  }

  private Reply html(String text, Instant modified) {
    Charset charset = Charset.forName(texts.property("charset"));
    return new Reply(200, texts.property("content-type"), text, charset, modified, null);
  }

  private Reply feed() {
    List<PublishedArticle> newest = publication.newest(FEED_ENTRIES);
    List<FeedEntry> entries = new ArrayList<>(newest.stream().map(FeedEntry::of).toList());
    OffsetDateTime oldest =
        newest.stream()
            .map(PublishedArticle::published)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    specials.forEach(special -> entries.add(entry(special, oldest)));
    return new Reply(
        200,
        Feeds.contentType(texts),
        Feeds.render(texts, publication.base().toString(), entries),
        Charset.forName(texts.property("feed-charset")),
        newest.getFirst().modified().toInstant(),
        null);
  }

  private FeedEntry entry(Special special, OffsetDateTime date) {
    return new FeedEntry(
        url(special),
        special.title(),
        texts.property("motto"),
        texts.property("name"),
        texts.property("motto"),
        date,
        date);
  }

  private static Reply picture() {
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 320\">"
            + "<rect width=\"640\" height=\"320\" fill=\"#cfdbe3\"/>"
            + "<circle cx=\"500\" cy=\"90\" r=\"44\" fill=\"#f4d58d\"/>"
            + "<path d=\"M0 320 L200 150 L330 260 L450 180 L640 320Z\" fill=\"#5f7f8f\"/></svg>\n";
    Reply plain = Reply.plain(200, svg);
    return new Reply(200, "image/svg+xml", svg, plain.charset(), null, null);
  }

  /** Like many sites, the newsroom ignores campaign parameters. */
  private static String withoutTracking(String target) {
    return target.replaceFirst("[?&]utm_.*", "");
  }
}
