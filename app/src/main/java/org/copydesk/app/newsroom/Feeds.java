package org.copydesk.app.newsroom;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Renders a site's feed as RSS 2.0 or as Atom, whichever its texts name. */
final class Feeds {
  private Feeds() {}

  static String contentType(SiteTexts texts) {
    return isAtom(texts) ? "application/atom+xml" : "application/rss+xml";
  }

  static String render(SiteTexts texts, String home, List<FeedEntry> entries) {
    return isAtom(texts) ? atom(texts, home, entries) : rss(texts, home, entries);
  }

  private static boolean isAtom(SiteTexts texts) {
    return texts.property("feed-kind").equals("atom");
  }

  private static String rss(SiteTexts texts, String home, List<FeedEntry> entries) {
    StringBuilder xml = prolog(texts);
    xml.append("<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"")
        .append(" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n");
    element(xml, "title", texts.property("name"));
    element(xml, "link", home);
    element(xml, "description", texts.property("motto"));
    element(xml, "language", texts.property("language"));
    element(xml, "ttl", "1");
    for (FeedEntry entry : entries) {
      xml.append("<item>\n");
      element(xml, "title", entry.title());
      element(xml, "link", entry.url().toString());
      element(xml, "guid", entry.url().toString());
      element(xml, "pubDate", DateTimeFormatter.RFC_1123_DATE_TIME.format(entry.published()));
      element(xml, "atom:updated", iso(entry.updated()));
      element(xml, "dc:creator", entry.author());
      element(xml, "category", entry.section());
      element(xml, "description", entry.summary());
      xml.append("</item>\n");
    }
    return xml.append("</channel>\n</rss>\n").toString();
  }

  private static String atom(SiteTexts texts, String home, List<FeedEntry> entries) {
    StringBuilder xml = prolog(texts);
    xml.append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
        .append(texts.property("language"))
        .append("\">\n");
    element(xml, "title", texts.property("name"));
    element(xml, "subtitle", texts.property("motto"));
    element(xml, "id", home);
    link(xml, home);
    element(xml, "updated", iso(entries.getFirst().updated()));
    for (FeedEntry entry : entries) {
      xml.append("<entry>\n");
      element(xml, "title", entry.title());
      element(xml, "id", entry.url().toString());
      link(xml, entry.url().toString());
      element(xml, "published", iso(entry.published()));
      element(xml, "updated", iso(entry.updated()));
      xml.append("<author><name>")
          .append(Markup.escape(entry.author()))
          .append("</name></author>\n");
      xml.append("<category term=\"").append(Markup.escape(entry.section())).append("\"/>\n");
      element(xml, "summary", entry.summary());
      xml.append("</entry>\n");
    }
    return xml.append("</feed>\n").toString();
  }

  private static StringBuilder prolog(SiteTexts texts) {
    return new StringBuilder("<?xml version=\"1.0\" encoding=\"")
        .append(texts.property("feed-charset"))
        .append("\"?>\n");
  }

  private static void element(StringBuilder xml, String name, String text) {
    xml.append('<').append(name).append('>').append(Markup.escape(text));
    xml.append("</").append(name).append(">\n");
  }

  private static void link(StringBuilder xml, String url) {
    xml.append("<link rel=\"alternate\" type=\"text/html\" href=\"")
        .append(Markup.escape(url))
        .append("\"/>\n");
  }

  private static String iso(OffsetDateTime date) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date);
  }
}
