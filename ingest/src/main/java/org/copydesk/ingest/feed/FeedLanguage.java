package org.copydesk.ingest.feed;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The language that an XML feed says an entry is in: the nearest {@code xml:lang}, or its own. */
final class FeedLanguage {

  private static final String LANGUAGE = "xml:lang";

  private final String ofAll;

  private FeedLanguage(String ofAll) {
    this.ofAll = ofAll;
  }

  static FeedLanguage of(Document document) {
    for (Element element : document.select("channel > language, channel > *|language")) {
      if (!element.ownText().isBlank()) {
        return new FeedLanguage(element.ownText());
      }
    }
    return new FeedLanguage("");
  }

  /** As written; empty when the feed does not say it. */
  String of(Element entry) {
    for (Element element = entry; element != null; element = element.parent()) {
      if (!element.attr(LANGUAGE).isBlank()) {
        return element.attr(LANGUAGE);
      }
    }
    return ofAll;
  }
}
