package org.copydesk.ingest.sitemap;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.ingest.sitemap.SitemapReading.Child;
import org.copydesk.pipeline.message.UrlReference;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/**
 * The pages and sitemaps that an XML sitemap names, told by the names of elements alone, whatever
 * their prefixes and namespaces. Streamed: the elements of an entry are let go once it is read. One
 * object reads one text.
 */
final class SitemapXml {

  /** What sitemaps.org allows in one file; entries behind these are left. */
  private static final int MAX_ENTRIES = 50_000;

  private static final int MAX_DEPTH = 64;

  private final FeedDates dates;
  private final String address;
  private final List<FeedEntry> pages = new ArrayList<>();
  private final List<Child> children = new ArrayList<>();
  private boolean hasRoot;
  private boolean isCut;

  private SitemapXml(FeedDates dates, URI address) {
    this.dates = dates;
    this.address = address.toString();
  }

  static SitemapXml read(String xml, URI address, FeedDates dates) {
    SitemapXml sitemap = new SitemapXml(dates, address);
    try (StreamParser parser = new StreamParser(Parser.xmlParser().setMaxDepth(MAX_DEPTH))) {
      Iterator<Element> elements = parser.parse(xml, "").iterator();
      while (!sitemap.isCut && elements.hasNext()) {
        sitemap.take(elements.next());
      }
    }
    return sitemap;
  }

  List<FeedEntry> pages() {
    return pages;
  }

  List<Child> children() {
    return children;
  }

  /** Whether this is a sitemap, be it without an entry. */
  boolean isSitemap() {
    return hasRoot || !pages.isEmpty() || !children.isEmpty();
  }

  /** Whether there was more than is taken. */
  boolean isCut() {
    return isCut;
  }

  private void take(Element element) {
    switch (localName(element)) {
      case "urlset", "sitemapindex" -> hasRoot = true;
      case "url" -> page(element);
      case "sitemap" -> child(element);
      default -> {
        // Read with the entry that it stands in.
      }
    }
  }

  private void page(Element element) {
    Entry entry = entry(element);
    element.empty();
    if (entry.link != null && hasRoom()) {
      pages.add(new FeedEntry(entry.link, entry.published, entry.changed, entry.title));
    }
  }

  private void child(Element element) {
    Entry entry = entry(element);
    element.empty();
    if (entry.link != null && hasRoom()) {
      children.add(new Child(entry.link, entry.changed));
    }
  }

  private boolean hasRoom() {
    isCut = pages.size() + children.size() >= MAX_ENTRIES;
    return !isCut;
  }

  /** What is gathered of one entry. */
  private static final class Entry {
    private @Nullable String link;
    private @Nullable Instant changed;
    private @Nullable Instant published;
    private @Nullable String title;
  }

  private Entry entry(Element element) {
    Entry entry = new Entry();
    if (text(element).startsWith("http")) {
      // Some forget the element that an address has of its own.
      entry.link = link(element, null);
    }
    for (Element child : element.children()) {
      switch (localName(child)) {
        case "loc" -> entry.link = link(child, entry.link);
        case "lastmod" -> entry.changed = date(child);
        case "news" -> news(child, entry);
        default -> {
          // Pictures and hints that nobody keeps to.
        }
      }
    }
    return entry;
  }

  /** Google's extension, even where its namespace is not declared. */
  private void news(Element news, Entry entry) {
    for (Element child : news.children()) {
      switch (localName(child)) {
        case "publication_date" -> entry.published = date(child);
        case "title" -> entry.title = text(child).isEmpty() ? null : text(child);
        default -> {
          // The publication's name and language.
        }
      }
    }
  }

  private @Nullable String link(Element location, @Nullable String before) {
    String link = text(location);
    return link.isEmpty() ? before : UrlReference.resolve(address, link);
  }

  private @Nullable Instant date(Element element) {
    return dates.parse(text(element)).orElse(null);
  }

  /** An element's own text; what unclosed tags have swept into it is not read. */
  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    for (TextNode node : element.textNodes()) {
      text.append(node.getWholeText());
    }
    return text.toString().strip();
  }

  private static String localName(Element element) {
    String name = element.tagName();
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }
}
