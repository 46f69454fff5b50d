package org.copydesk.ingest.site;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Collects a page's links to pages of its own site. Immutable, safe for many threads. */
final class PageLinks {

  /** Front pages of the largest sites hold about six hundred. */
  private static final int MAX_LINKS = 2_000;

  private static final int MAX_TEXT = 300;
  private static final int MAX_ANCESTORS = 30;
  private static final int MAX_WORDS = 40;
  private static final int LETTERS_OF_WORD_SIGN = 3;

  private static final Set<String> MENU_TAGS = Set.of("nav", "footer");

  /** Words of class names and ids. */
  private static final Set<String> MENU_WORDS =
      Set.of(
          "nav",
          "navbar",
          "navigation",
          "menu",
          "submenu",
          "footer",
          "breadcrumb",
          "breadcrumbs",
          "social",
          "share",
          "sharing",
          "pagination",
          "pager",
          "tags");

  /** What stands right below the body wraps the whole page, whatever it is called. */
  private static final int WRAPPERS = 2;

  private static final Pattern WORD_ENDS = Pattern.compile("[^A-Za-z0-9]+");

  private static final Set<String> NO_PAGES =
      Set.of(
          "jpg", "jpeg", "png", "gif", "webp", "svg", "pdf", "zip", "mp3", "mp4", "xml", "rss",
          "json", "css", "js", "doc", "docx", "xls", "apk", "exe", "ics", "m3u8", "webm");

  private final UrlNormalizer normalizer;

  PageLinks(UrlNormalizer normalizer) {
    this.normalizer = normalizer;
  }

  /** The addresses in the page's order, each once. */
  List<PageLink> of(Document page, URI address) {
    URI base = normalizer.resolve(address, page.baseUri()).orElse(address);
    Map<URI, PageLink> links = new LinkedHashMap<>();
    List<Element> anchors = new ArrayList<>(page.select("a[href]"));
    for (Element anchor : anchors.subList(0, Math.min(MAX_LINKS, anchors.size()))) {
      URI url = normalizer.resolve(base, anchor.attr("href")).orElse(null);
      if (url != null && isPageOf(address, url) && !url.equals(address)) {
        links.merge(url, link(anchor, url), PageLink::and);
      }
    }
    return List.copyOf(links.values());
  }

  private static PageLink link(Element anchor, URI url) {
    String text = textOf(anchor);
    boolean isHeading =
        isHeading(anchor)
            || anchor.children().stream().anyMatch(PageLinks::isHeading)
            || (anchor.parent() != null && isHeading(anchor.parent()));
    return new PageLink(url, LinkShape.of(url), text, letters(text), isHeading, isInMenu(anchor));
  }

  private static String textOf(Element anchor) {
    String text = anchor.text();
    if (text.isBlank()) {
      Element image = anchor.selectFirst("img[alt]");
      text = image == null ? anchor.attr("title") : image.attr("alt");
    }
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  private static int letters(String text) {
    return text.codePoints()
        .map(
            c ->
                Character.isIdeographic(c) || isSpacelessScript(c)
                    ? LETTERS_OF_WORD_SIGN
                    : Character.isLetterOrDigit(c) ? 1 : 0)
        .sum();
  }

  private static boolean isSpacelessScript(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HIRAGANA, KATAKANA, HANGUL, THAI, KHMER, LAO, MYANMAR -> true;
      default -> false;
    };
  }

  private static boolean isHeading(Element element) {
    String tag = element.normalName();
    return tag.length() == 2
        && tag.charAt(0) == 'h'
        && tag.charAt(1) >= '1'
        && tag.charAt(1) <= '6';
  }

  private static boolean isInMenu(Element anchor) {
    List<Element> around = new ArrayList<>();
    Element element = anchor;
    while (element != null
        && !element.normalName().equals("body")
        && around.size() < MAX_ANCESTORS) {
      around.add(element);
      element = element.parent();
    }
    int inner = Math.max(0, around.size() - WRAPPERS);
    return around.stream().anyMatch(PageLinks::isMenuByTag)
        || around.subList(0, inner).stream().anyMatch(PageLinks::isMenuByName);
  }

  private static boolean isMenuByTag(Element element) {
    return MENU_TAGS.contains(element.normalName()) || element.attr("role").equals("navigation");
  }

  private static boolean isMenuByName(Element element) {
    String name = (element.id() + " " + element.className()).toLowerCase(Locale.ROOT);
    return name.length() > 1
        && WORD_ENDS.splitAsStream(name).limit(MAX_WORDS).anyMatch(MENU_WORDS::contains);
  }

  /** Of the same site, and not by its name something else than a page. */
  private static boolean isPageOf(URI page, URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    int dot = path.lastIndexOf('.');
    boolean isFile =
        dot > path.lastIndexOf('/')
            && NO_PAGES.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    return !isFile && (path.length() > 1 || url.getRawQuery() != null) && isSameSite(page, url);
  }

  private static boolean isSameSite(URI page, URI url) {
    if (page.getHost().equalsIgnoreCase(url.getHost())) {
      return page.getPort() == url.getPort();
    }
    String site = EffectiveTldFinder.getAssignedDomain(page.getHost(), true, true);
    return site != null
        && Objects.equals(site, EffectiveTldFinder.getAssignedDomain(url.getHost(), true, true));
  }
}
