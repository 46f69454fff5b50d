package org.copydesk.extract.metadata;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every finder works from: the scan, the JSON-LD and the object in it that is the article. */
record PageFacts(
    PageScan scan,
    JsonLd jsonLd,
    @Nullable LinkedObject article,
    @Nullable URI url,
    Candidates<String> languages,
    @Nullable Instant fetchedAt,
    LocalDate latest) {

  private static final int MAX_TITLE = 500;
  private static final double SAME_TITLE = 0.6;

  /** A text of so many words is no site's name if it is the page's title, too. */
  private static final int HEADLINE_WORDS = 5;

  private static final Set<String> ARTICLES =
      Set.of(
          "NewsArticle",
          "ReportageNewsArticle",
          "AnalysisNewsArticle",
          "OpinionNewsArticle",
          "BackgroundNewsArticle",
          "ReviewNewsArticle",
          "AskPublicNewsArticle",
          "SatiricalArticle",
          "AdvertiserContentArticle",
          "Article",
          "BlogPosting",
          "LiveBlogPosting",
          "SocialMediaPosting",
          "DiscussionForumPosting",
          "TechArticle",
          "ScholarlyArticle",
          "MedicalScholarlyArticle",
          "Report",
          "CreativeWork");
  private static final Set<String> OTHERS =
      Set.of(
          "WebPage",
          "ItemPage",
          "VideoObject",
          "Review",
          "Recipe",
          "HowTo",
          "QAPage",
          "PodcastEpisode",
          "AudioObject",
          "ImageGallery",
          "MedicalWebPage",
          "Event",
          "Question");
  private static final Set<String> ASIDE_ROLES =
      Set.of(
          "itemListElement",
          "item",
          "hasPart",
          "isPartOf",
          "about",
          "mentions",
          "relatedLink",
          "liveBlogUpdate",
          "citation",
          "isBasedOn",
          "comment",
          "review",
          "video");

  /** The language of the page; null when nobody can tell. */
  @Nullable String language() {
    return languages.value();
  }

  /** The object that describes this page's article, or null. */
  static @Nullable LinkedObject articleOf(JsonLd jsonLd, @Nullable URI url, PageScan scan) {
    List<Title> titles = new ArrayList<>();
    for (String text :
        new @Nullable String[] {
          scan.meta("og:title"),
          scan.meta("twitter:title"),
          scan.title == null ? null : MetadataText.of(scan.title, MAX_TITLE)
        }) {
      if (text != null) {
        titles.add(Title.of(MetadataText.clean(text, MAX_TITLE)));
      }
    }
    return articleOf(jsonLd, url, titles);
  }

  /**
   * The object that describes the article of an address or under one of these titles, or null. What
   * stands in a list or is only mentioned must match either.
   */
  static @Nullable LinkedObject articleOf(JsonLd jsonLd, @Nullable URI url, List<Title> titles) {
    LinkedObject best = null;
    int bestScore = 0;
    for (LinkedObject object : jsonLd.objects()) {
      int score = score(object);
      boolean here = score > 0 && isAt(object, url);
      score += here ? 6 : 0;
      if (score > 0 && isAside(object)) {
        score = here || isTitled(object, titles) ? score - 12 : 0;
      }
      if (score > bestScore) {
        best = object;
        bestScore = score;
      }
    }
    return best;
  }

  /** What an object says about itself, wherever it stands. */
  private static int score(LinkedObject object) {
    List<String> types = object.types();
    boolean article = types.stream().anyMatch(ARTICLES::contains);
    if (!article && types.stream().noneMatch(OTHERS::contains)) {
      return 0;
    }
    int score = article ? 10 : 2;
    score += types.contains("CreativeWork") ? -5 : 0;
    score += object.has("headline") ? 3 : 0;
    score += object.has("datePublished") ? 3 : 0;
    score += object.has("author") ? 2 : 0;
    score += object.has("articleBody") ? 1 : 0;
    return score;
  }

  /** Whether an object, or one around it, is in a list or only mentioned. */
  private static boolean isAside(LinkedObject object) {
    LinkedObject at = object;
    for (int i = 0; at != null && i < JsonLd.MAX_DEPTH; i++, at = at.parent()) {
      if (ASIDE_ROLES.contains(at.role())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTitled(LinkedObject object, List<Title> titles) {
    String own = object.has("headline") ? object.text("headline") : object.text("name");
    if (own == null) {
      return false;
    }
    Title title = Title.of(MetadataText.clean(own, MAX_TITLE));
    return titles.stream()
        .anyMatch(
            other ->
                title.similarity(other) >= SAME_TITLE
                    || (title.folded().indexOf(' ') > 0
                        && other.folded().contains(title.folded())));
  }

  private static boolean isAt(LinkedObject object, @Nullable URI url) {
    String path = url == null ? null : url.getPath();
    if (path == null || path.length() < 2) {
      return false;
    }
    for (String key : List.of("url", "mainEntityOfPage", "@id")) {
      String address = object.address(key);
      if (address != null && address.contains(path)) {
        return true;
      }
    }
    return false;
  }

  /** The texts of a field of the article in JSON-LD, cleaned. */
  @Nullable String articleText(String name, int limit) {
    String raw = article == null ? null : article.text(name);
    return raw == null ? null : textOrNull(MetadataText.clean(raw, limit));
  }

  @Nullable String metaText(int limit, String... names) {
    String raw = scan.meta(names);
    return raw == null ? null : textOrNull(MetadataText.clean(raw, limit));
  }

  static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The names by which the site calls itself. */
  SiteName siteName() {
    List<String> names = new ArrayList<>();
    String host = host();
    for (String name :
        new @Nullable String[] {
          ownName(),
          metaText(200, "application-name"),
          articleText("publisher", 200),
          host.startsWith("www.") ? host.substring(4) : host
        }) {
      if (name != null && !name.isBlank()) {
        names.add(name);
      }
    }
    return new SiteName(names);
  }

  /** The declared name of the site, if that is not the headline by mistake. */
  private @Nullable String ownName() {
    String name = metaText(200, "og:site_name");
    boolean headline =
        name != null
            && name.equals(metaText(200, "og:title"))
            && name.split(" ", -1).length >= HEADLINE_WORDS;
    return headline ? null : name;
  }

  String host() {
    String host = url == null ? null : url.getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }
}
