package org.copydesk.ingest.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.copydesk.ingest.site.SiteSources;
import org.copydesk.pipeline.config.SourceRules;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What the page at a site's address says about the site. Immutable. */
final class SitePage {

  private static final int MAX_LINKS = 5;
  private static final Set<String> FEED_TYPES =
      Set.of(
          "application/rss+xml",
          "application/atom+xml",
          "application/rdf+xml",
          "application/feed+json",
          "application/json",
          "application/xml",
          "text/xml");

  private final URI url;
  private final Document document;
  private final @Nullable String contentType;
  private final UrlNormalizer normalizer = new UrlNormalizer();

  SitePage(URI url, byte[] body, @Nullable String contentType) {
    this.url = url;
    this.contentType = contentType;
    try {
      this.document = Jsoup.parse(new ByteArrayInputStream(body), headerCharset(), url.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  Document document() {
    return document;
  }

  /** The feeds that the page links to as another form of itself, without those of comments. */
  List<URI> feeds() {
    Set<URI> feeds = new LinkedHashSet<>();
    for (Element link : document.select("link[rel~=(?i)\\balternate\\b][href]")) {
      String type = link.attr("type").toLowerCase(Locale.ROOT).strip();
      int parameters = type.indexOf(';');
      String plain = parameters < 0 ? type : type.substring(0, parameters).strip();
      boolean isFeed = FEED_TYPES.contains(plain) && !SiteSources.isForComments(link);
      if (isFeed && feeds.size() < MAX_LINKS) {
        normalizer.resolve(url, link.attr("href")).ifPresent(feeds::add);
      }
    }
    return new ArrayList<>(feeds);
  }

  Optional<String> name() {
    String site = document.select("meta[property=og:site_name]").attr("content");
    return SourceRules.name(site.isBlank() ? document.title() : site);
  }

  Optional<String> language() {
    Element html = document.selectFirst("html");
    String language = html == null ? "" : html.attr("lang").strip();
    return language.isEmpty() ? Optional.empty() : SourceRules.name(language);
  }

  /** The charset of the header, or of the page's own declaration. */
  Optional<String> charset() {
    String header = headerCharset();
    if (header != null) {
      return Optional.of(header);
    }
    String attribute = document.select("meta[charset]").attr("charset");
    if (!attribute.isBlank()) {
      return SourceRules.name(attribute);
    }
    String content = document.select("meta[http-equiv~=(?i)content-type]").attr("content");
    return Optional.ofNullable(parameter(content)).flatMap(SourceRules::name);
  }

  /** Java's name of the header's charset; null where it names none that Java knows. */
  private @Nullable String headerCharset() {
    String named = contentType == null ? null : parameter(contentType);
    try {
      return named != null && java.nio.charset.Charset.isSupported(named) ? named : null;
    } catch (IllegalArgumentException notAName) {
      return null;
    }
  }

  private static @Nullable String parameter(String type) {
    int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return null;
    }
    String value = type.substring(at + "charset=".length()).replace("\"", "").replace("'", "");
    int end = value.indexOf(';');
    String name = (end < 0 ? value : value.substring(0, end)).strip();
    return name.isEmpty() ? null : name;
  }
}
