package org.copydesk.ingest.feed;

import java.net.URI;
import java.util.Locale;
import org.copydesk.pipeline.message.UrlReference;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What the relative links of an XML feed are relative to: where {@code xml:base} says so, to that;
 * else in RSS to the site that the channel names, as most feed readers have it; else to the feed
 * itself, which is left to the caller.
 */
final class FeedBase {

  private static final String BASE = "xml:base";

  private final String address;
  private final String site;
  private final boolean hasBases;

  private FeedBase(String address, String site, boolean hasBases) {
    this.address = address;
    this.site = site;
    this.hasBases = hasBases;
  }

  static FeedBase of(Document document, URI address) {
    String site = "";
    for (Element link : document.select("channel > link")) {
      site = site.isEmpty() && isAbsolute(link.ownText()) ? link.ownText().strip() : site;
    }
    boolean hasBases = !document.getElementsByAttribute(BASE).isEmpty();
    return new FeedBase(address.toString(), site, hasBases);
  }

  /** The target of a link that stands in an element. */
  String resolve(Element element, String link) {
    if (isAbsolute(link)) {
      return link;
    }
    if (hasBases && isBased(element)) {
      return UrlReference.resolve(base(element), link);
    }
    return site.isEmpty() ? link : UrlReference.resolve(site, link);
  }

  private static boolean isAbsolute(String link) {
    String start = link.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.startsWith("https://");
  }

  private static boolean isBased(Element element) {
    return element.hasAttr(BASE)
        || element.parents().stream().anyMatch(parent -> parent.hasAttr(BASE));
  }

  private String base(Element element) {
    Element parent = element.parent();
    String outer = parent == null ? address : base(parent);
    return element.hasAttr(BASE) ? UrlReference.resolve(outer, element.attr(BASE).strip()) : outer;
  }
}
