package org.copydesk.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Ids;
import org.jspecify.annotations.Nullable;

/** An article for tests: whole and believable, with what a test cares about changed. */
public final class ArticleDraft {
  private final String canonicalUrl;
  private String url;
  private @Nullable String requestedUrl;
  private String sourceId = "harbour-gazette";
  private String headline = "Ferry service returns to the northern islands";
  private String body = "The ferry sailed again on Monday.\n\nCrowds waited at the pier.";
  private String datePublished = "2026-11-23";
  private int wordCount = 11;
  private String fetchId = "fetch-1";
  private Instant fetchedAt = Instant.parse("2026-11-23T10:00:00Z");
  private Instant processedAt = Instant.parse("2026-11-23T10:00:01Z");
  private String rulesVersion = "1";

  private ArticleDraft(String slug) {
    this.canonicalUrl = "https://gazette.example/" + slug;
    this.url = canonicalUrl;
  }

  public static ArticleDraft of(String slug) {
    return new ArticleDraft(slug);
  }

  public ArticleDraft fromUrl(String otherUrl) {
    this.url = otherUrl;
    return this;
  }

  public ArticleDraft redirectedFrom(String asked) {
    this.requestedUrl = asked;
    return this;
  }

  public ArticleDraft source(String id) {
    this.sourceId = id;
    return this;
  }

  public ArticleDraft headline(String text) {
    this.headline = text;
    return this;
  }

  public ArticleDraft body(String text) {
    this.body = text;
    return this;
  }

  public ArticleDraft published(String date) {
    this.datePublished = date;
    return this;
  }

  public ArticleDraft wordCount(int count) {
    this.wordCount = count;
    return this;
  }

  /** The n-th fetch, n hours after the first, processed a second later. */
  public ArticleDraft fetch(int n) {
    this.fetchId = "fetch-" + n;
    this.fetchedAt = Instant.parse("2026-11-23T09:00:00Z").plusSeconds(3600L * n);
    this.processedAt = fetchedAt.plusSeconds(1);
    return this;
  }

  /** Cleaned again, so many minutes after the fetch, with these rules. */
  public ArticleDraft cleanedAgain(int minutes, String rules) {
    this.processedAt = fetchedAt.plusSeconds(60L * minutes);
    this.rulesVersion = rules;
    return this;
  }

  public Instant processedAt() {
    return processedAt;
  }

  public String id() {
    return Ids.articleId(canonicalUrl);
  }

  public String urlId() {
    return Ids.urlId(requestedUrl == null ? url : requestedUrl);
  }

  public CleanArticle article() {
    return new CleanArticle(
        id(),
        url,
        requestedUrl,
        urlId(),
        sourceId,
        canonicalUrl,
        headline,
        null,
        "Boats run twice a day.",
        List.of(new CleanArticle.Author("Mara Lindqvist", null)),
        new CleanArticle.Publisher("Harbour Gazette", "https://gazette.example/"),
        "NORDPRESS",
        "NORTHPORT, November 23. /NORDPRESS/.",
        datePublished,
        null,
        "en",
        "Islands",
        List.of("ferry", "islands"),
        List.of(new CleanArticle.Image("https://gazette.example/ferry.jpg", "The ferry", 800, 600)),
        true,
        body,
        wordCount,
        List.of(new CleanArticle.Block(CleanArticle.Block.Type.PARAGRAPH, body, null)),
        Ids.contentHash(headline, body),
        "9f3b",
        fetchId,
        fetchedAt,
        rulesVersion,
        new CleanArticle.Extraction(
            Map.of("headline", "json-ld"), Map.of("share-bar", 2), 0.9, null, List.of()));
  }
}
