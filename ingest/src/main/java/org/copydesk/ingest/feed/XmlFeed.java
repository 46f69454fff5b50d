package org.copydesk.ingest.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * RSS and Atom of all versions by their element names alone, whatever their prefixes, namespaces
 * and nesting, and whether the text is well-formed or not.
 */
final class XmlFeed {

  private static final int MAX_DEPTH = 256;

  /** Of an alternate link that leads to a page; none is as good. */
  private static final Set<String> PAGE_TYPES = Set.of("", "text/html", "application/xhtml+xml");

  private static final Set<String> WITH_LINKS_OF_THEIR_OWN =
      Set.of("source", "author", "image", "content", "encoded", "related");

  private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf", "channel", "item", "entry");

  private final FeedDates dates;

  XmlFeed(FeedDates dates) {
    this.dates = dates;
  }

  Optional<Feed> read(String xml, URI address, Set<Repair> repairs) {
    Document document = Jsoup.parse(xml, Parser.xmlParser().setMaxDepth(MAX_DEPTH));
    FeedBase base = FeedBase.of(document, address);
    FeedLanguage language = FeedLanguage.of(document);
    boolean isWhole = !repairs.contains(Repair.LENIENT);
    boolean isFeed = false;
    int linkless = 0;
    Duration timeToLive = null;
    List<FeedEntry> entries = new ArrayList<>();
    for (Element element : document.getAllElements()) {
      String name = localName(element);
      isFeed |= ROOTS.contains(name);
      boolean isEntry = isEntry(name);
      if (isEntry && entries.size() <= Feed.MAX_ENTRIES && !(isWhole && isInEntry(element))) {
        Optional<FeedEntry> entry = entry(element, base, language.of(element));
        entry.ifPresent(entries::add);
        linkless += entry.isEmpty() ? 1 : 0;
      } else if (name.equals("ttl")) {
        timeToLive = minutes(element.text());
      }
    }
    return isFeed
        ? Optional.of(new Feed(entries, linkless, timeToLive, repairs))
        : Optional.empty();
  }

  private static boolean isEntry(String name) {
    return name.equals("item") || name.equals("entry");
  }

  /** In a document that is not well-formed, that entry may only lack its end. */
  private static boolean isInEntry(Element element) {
    return element.parents().stream().anyMatch(parent -> isEntry(localName(parent)));
  }

  private Optional<FeedEntry> entry(Element entry, FeedBase base, String language) {
    Parts parts = new Parts(language);
    entry.children().forEach(child -> gather(child, parts, base));
    if (parts.target() == null) {
      // An element that nobody closed has swept the others into it.
      entry.children().stream()
          .filter(child -> !WITH_LINKS_OF_THEIR_OWN.contains(localName(child)))
          .flatMap(child -> child.select("link, guid").stream())
          .forEach(swept -> gather(swept, parts, base));
    }
    String target = parts.target() == null ? about(entry) : parts.target();
    return target == null
        ? Optional.empty()
        : Optional.of(new FeedEntry(target, parts.published, parts.updated, parts.title));
  }

  private void gather(Element child, Parts parts, FeedBase base) {
    switch (localName(child)) {
      case "origlink" -> parts.original = first(parts.original, resolved(child, text(child), base));
      case "link" -> link(child, parts, base);
      case "content" -> parts.id = first(parts.id, contentOf(child, base));
      case "guid", "id" -> parts.id = first(parts.id, idOf(child, base));
      case "title" -> parts.title = parts.title == null ? titleOf(child) : parts.title;
      case "pubdate", "published", "issued", "created", "date" ->
          parts.published = parts.published == null ? dateOf(child, parts) : parts.published;
      case "updated", "modified" -> parts.changed(dateOf(child, parts));
      default -> {
        // Everything else of an entry is the page's business.
      }
    }
  }

  /** What is gathered of one entry. */
  private static final class Parts {
    private final String language;
    private @Nullable String original;
    private @Nullable String link;
    private @Nullable String id;
    private @Nullable Instant published;
    private @Nullable Instant updated;
    private @Nullable String title;
    private boolean isPage;

    Parts(String language) {
      this.language = language;
    }

    void changed(@Nullable Instant date) {
      updated = date == null ? updated : date;
    }

    /** What some services put their own counting link before, or the link, or the id. */
    @Nullable String target() {
      return first(original, first(link, id));
    }
  }

  /** An element's own text; what unclosed tags have swept into it is not read. */
  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    for (TextNode node : element.textNodes()) {
      text.append(node.getWholeText());
    }
    return text.toString().strip();
  }

  private @Nullable Instant dateOf(Element element, Parts parts) {
    return dates.parse(text(element), parts.language).orElse(null);
  }

  private static @Nullable String titleOf(Element element) {
    boolean hasSwept = element.selectFirst("link, guid") != null;
    String title = element.childrenSize() == 0 || hasSwept ? text(element) : element.text();
    boolean isOwn = !element.tagName().startsWith("media:") && !title.isEmpty();
    return isOwn ? Jsoup.parse(title).text() : null;
  }

  /** Atom entries have links of many kinds; only an alternate one leads to the article. */
  private static void link(Element link, Parts parts, FeedBase base) {
    String relation = link.attr("rel").toLowerCase(Locale.ROOT);
    boolean isArticle =
        relation.isEmpty() || relation.equals("alternate") || relation.endsWith("/alternate");
    String target = isArticle ? resolved(link, written(link), base) : null;
    // An RSS entry's own link goes before one that it borrows from Atom.
    boolean isOwn = prefix(link).equals(prefix(link.parent()));
    boolean isPage = isOwn && PAGE_TYPES.contains(link.attr("type").toLowerCase(Locale.ROOT));
    if (target != null && (parts.link == null || (isPage && !parts.isPage))) {
      parts.link = target;
      parts.isPage = isPage;
    }
  }

  /** Who has passed a feed through an HTML parser has put the address behind the element. */
  private static String written(Element link) {
    String written = link.attr("href").isBlank() ? text(link) : link.attr("href");
    if (written.isBlank() && link.nextSibling() instanceof TextNode next) {
      String behind = next.getWholeText().strip();
      return behind.startsWith("http") ? behind : written;
    }
    return written;
  }

  /** RFC 4287 section 4.1.3.2: an entry whose text lies elsewhere. */
  private static @Nullable String contentOf(Element content, FeedBase base) {
    boolean isPage = PAGE_TYPES.contains(content.attr("type").toLowerCase(Locale.ROOT));
    return isPage ? resolved(content, content.attr("src"), base) : null;
  }

  private static @Nullable String resolved(Element element, String link, FeedBase base) {
    return link.isBlank() ? null : base.resolve(element, link.strip());
  }

  private static @Nullable String idOf(Element id, FeedBase base) {
    String text = text(id);
    boolean isAddress = text.startsWith("http://") || text.startsWith("https://");
    return isAddress || id.attr("isPermaLink").equalsIgnoreCase("true")
        ? resolved(id, text, base)
        : null;
  }

  private static @Nullable String about(Element entry) {
    String about = entry.attr("rdf:about");
    return about.startsWith("http") ? about : null;
  }

  private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
    return preferred == null ? other : preferred;
  }

  private static @Nullable Duration minutes(String text) {
    boolean isNumber =
        !text.isEmpty() && text.length() < 7 && text.chars().allMatch(Character::isDigit);
    return isNumber ? Duration.ofMinutes(Long.parseLong(text)) : null;
  }

  private static String prefix(@Nullable Element element) {
    String name = element == null ? "" : element.tagName();
    return name.substring(0, name.indexOf(':') + 1);
  }

  private static String localName(Element element) {
    String name = element.tagName();
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }
}
