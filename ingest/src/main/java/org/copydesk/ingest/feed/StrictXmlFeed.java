package org.copydesk.ingest.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Element;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** RSS and Atom through ROME, which knows all their versions and refuses whatever is no XML. */
final class StrictXmlFeed {

  private static final String FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0";
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String DUBLIN_CORE_TERMS = "http://purl.org/dc/terms/";

  private final FeedDates dates;

  StrictXmlFeed(FeedDates dates) {
    this.dates = dates;
  }

  Optional<Feed> read(String xml, Set<Repair> repairs) {
    try {
      SyndFeedInput input = new SyndFeedInput();
      input.setPreserveWireFeed(true);
      SyndFeed feed = input.build(new StringReader(withoutDeclaration(xml)));
      List<FeedEntry> entries = new ArrayList<>();
      for (SyndEntry entry : feed.getEntries()) {
        entry(entry).ifPresent(entries::add);
      }
      int linkless = feed.getEntries().size() - entries.size();
      return Optional.of(new Feed(entries, linkless, timeToLive(feed), repairs));
    } catch (FeedException | IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  /** Its encoding was dealt with, and a second XML version would be refused. */
  private static String withoutDeclaration(String xml) {
    int end = xml.indexOf("?>");
    return xml.startsWith("<?xml") && end > 0 ? xml.substring(end + 2).stripLeading() : xml;
  }

  private Optional<FeedEntry> entry(SyndEntry entry) {
    return link(entry)
        .map(
            link ->
                new FeedEntry(
                    link, instant(entry.getPublishedDate()), updated(entry), title(entry)));
  }

  /** RSS has no element of its own for it and borrows one of Atom's or Dublin Core's. */
  private @Nullable Instant updated(SyndEntry entry) {
    Date own = entry.getUpdatedDate();
    return own == null
        ? foreign(entry, ATOM, "updated")
            .or(() -> foreign(entry, DUBLIN_CORE_TERMS, "modified"))
            .flatMap(dates::parse)
            .orElse(null)
        : instant(own);
  }

  private static Optional<String> foreign(SyndEntry entry, String namespace, String name) {
    return entry.getForeignMarkup().stream()
        .filter(element -> element.getNamespaceURI().equals(namespace))
        .filter(element -> element.getName().equals(name))
        .map(Element::getTextTrim)
        .findFirst();
  }

  private static Optional<String> link(SyndEntry entry) {
    Optional<String> original = foreign(entry, FEEDBURNER, "origLink");
    if (original.isPresent()) {
      return original;
    }
    String link = entry.getLink();
    if (link != null && !link.isBlank()) {
      return Optional.of(link.strip());
    }
    String id = entry.getUri();
    return id != null && id.startsWith("http") ? Optional.of(id.strip()) : Optional.empty();
  }

  private @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : dates.sensible(date.toInstant()).orElse(null);
  }

  private static @Nullable String title(SyndEntry entry) {
    String title = entry.getTitle();
    return title == null || title.isBlank() ? null : Jsoup.parse(title).text();
  }

  private static @Nullable Duration timeToLive(SyndFeed feed) {
    WireFeed wire = feed.originalWireFeed();
    boolean hasTtl = wire instanceof Channel channel && channel.getTtl() > 0;
    return hasTtl ? Duration.ofMinutes(((Channel) wire).getTtl()) : null;
  }
}
