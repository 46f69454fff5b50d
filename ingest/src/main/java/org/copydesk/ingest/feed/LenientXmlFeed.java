package org.copydesk.ingest.feed;

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
 * RSS and Atom by their element names alone, whatever their prefixes, namespaces and nesting, from
 * text that is no well-formed XML.
 */
final class LenientXmlFeed {

  private static final int MAX_DEPTH = 256;
  private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf", "channel", "item", "entry");

  private final FeedDates dates;

  LenientXmlFeed(FeedDates dates) {
    this.dates = dates;
  }

  Optional<Feed> read(String xml, Set<Repair> repairs) {
    Document document = Jsoup.parse(xml, Parser.xmlParser().setMaxDepth(MAX_DEPTH));
    boolean isFeed = false;
    int linkless = 0;
    Duration timeToLive = null;
    List<FeedEntry> entries = new ArrayList<>();
    for (Element element : document.getAllElements()) {
      String name = localName(element);
      isFeed |= ROOTS.contains(name);
      boolean isEntry = name.equals("item") || name.equals("entry");
      if (isEntry && entries.size() <= Feed.MAX_ENTRIES) {
        Optional<FeedEntry> entry = entry(element);
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

  private Optional<FeedEntry> entry(Element entry) {
    Parts parts = new Parts();
    for (Element child : entry.children()) {
      switch (localName(child)) {
        case "origlink" -> parts.original = text(child);
        case "link" -> parts.link = parts.link == null ? linkOf(child) : parts.link;
        case "guid", "id" -> parts.id = parts.id == null ? addressOf(child) : parts.id;
        case "title" -> parts.title = parts.title == null ? titleOf(child) : parts.title;
        case "pubdate", "published", "issued", "created", "date" ->
            parts.published = parts.published == null ? dateOf(child) : parts.published;
        case "updated", "modified" -> parts.updated = dateOf(child);
        default -> {
          // Everything else of an entry is the page's business.
        }
      }
    }
    String target = first(parts.original, first(parts.link, first(parts.id, about(entry))));
    return target == null
        ? Optional.empty()
        : Optional.of(new FeedEntry(target, parts.published, parts.updated, parts.title));
  }

  /** What is gathered of one entry. */
  private static final class Parts {
    private @Nullable String original;
    private @Nullable String link;
    private @Nullable String id;
    private @Nullable Instant published;
    private @Nullable Instant updated;
    private @Nullable String title;
  }

  /** An element's own text; what unclosed tags have swept into it is not read. */
  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    for (TextNode node : element.textNodes()) {
      text.append(node.getWholeText());
    }
    return text.toString().strip();
  }

  private @Nullable Instant dateOf(Element element) {
    return dates.parse(text(element)).orElse(null);
  }

  private static @Nullable String titleOf(Element element) {
    String title = element.childrenSize() == 0 ? text(element) : element.text();
    boolean isOwn = !element.tagName().startsWith("media:") && !title.isEmpty();
    return isOwn ? Jsoup.parse(title).text() : null;
  }

  /** Atom entries have links of many kinds; only the alternate one leads to the article. */
  private static @Nullable String linkOf(Element link) {
    String relation = link.attr("rel").toLowerCase(Locale.ROOT);
    String target = link.attr("href").isBlank() ? text(link) : link.attr("href").strip();
    boolean isArticle = relation.isEmpty() || relation.equals("alternate");
    return isArticle && !target.isEmpty() ? target : null;
  }

  private static @Nullable String addressOf(Element id) {
    String text = text(id);
    boolean isPermanent = !id.attr("isPermaLink").equalsIgnoreCase("false");
    boolean isAddress = text.startsWith("http://") || text.startsWith("https://");
    return isPermanent && isAddress ? text : null;
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

  private static String localName(Element element) {
    String name = element.tagName();
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }
}
