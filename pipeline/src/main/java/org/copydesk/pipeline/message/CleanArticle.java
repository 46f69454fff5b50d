package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A clean article: the value of {@code news.articles.v1}, keyed by article id. The names are
 * schema.org NewsArticle's own where it has them.
 *
 * @param id the id of the canonical URL
 * @param url where the page came from, after redirects
 * @param requestedUrl the URL that was asked for, where redirects led elsewhere
 * @param urlId the id of the URL that was asked for
 * @param sourceId the source that showed the URL
 * @param canonicalUrl the address the article is known by, normalised
 * @param headline empty when the page has none
 * @param sourceOrganization the agency of a dateline, else one that signed
 * @param dateline where and by whom, as printed
 * @param datePublished ISO 8601 with the offset it was published in; a day where only that is known
 * @param dateModified the same for the last change
 * @param inLanguage a BCP 47 tag
 * @param articleBody the blocks' text joined by one blank line
 * @param contentHash of headline and body; versions differ in it
 * @param fingerprint of the body, for near-duplicates
 * @param fetchId the fetch it was made from
 * @param rulesVersion the version of the extraction rules
 * @param extraction where each field came from, and what was removed by which rule
 */
public record CleanArticle(
    String id,
    String url,
    @Nullable String requestedUrl,
    String urlId,
    String sourceId,
    String canonicalUrl,
    String headline,
    @Nullable String alternativeHeadline,
    @Nullable String description,
    List<Author> author,
    @Nullable Publisher publisher,
    @Nullable String sourceOrganization,
    @Nullable String dateline,
    @Nullable String datePublished,
    @Nullable String dateModified,
    @Nullable String inLanguage,
    @Nullable String articleSection,
    List<String> keywords,
    List<Image> image,
    @Nullable Boolean isAccessibleForFree,
    String articleBody,
    int wordCount,
    List<Block> blocks,
    String contentHash,
    @Nullable String fingerprint,
    String fetchId,
    Instant fetchedAt,
    String rulesVersion,
    @Nullable Extraction extraction) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.article.v1";

  @SuppressWarnings("ConstantValue") // JSON leaves out what is empty, which reads as null
  public CleanArticle {
    headline = headline == null ? "" : headline;
    articleBody = articleBody == null ? "" : articleBody;
    author = orEmpty(author);
    keywords = orEmpty(keywords);
    image = orEmpty(image);
    blocks = orEmpty(blocks);
  }

  // Jackson gives null for a list that the JSON leaves out.
  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Who wrote it. */
  public record Author(String name, @Nullable String url) {}

  /** Who published it. */
  public record Publisher(String name, @Nullable String url) {}

  /** A picture of the article; width and height in pixels. */
  public record Image(
      String url, @Nullable String caption, @Nullable Integer width, @Nullable Integer height) {}

  /** One block of the body; {@code level} is a heading's. */
  public record Block(Type type, String text, @Nullable Integer level) {

    /** What a block is. */
    public enum Type {
      HEADING,
      PARAGRAPH,
      QUOTE,
      LIST,
      TABLE,
      CAPTION,
      /** A correction or a note of the editors. */
      NOTE;

      @JsonValue
      public String code() {
        return name().toLowerCase(Locale.ROOT);
      }

      @JsonCreator
      static Type of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
      }
    }
  }

  /**
   * How the article was won from its page.
   *
   * @param fields each field's origin, such as {@code headline: json-ld}
   * @param removed how many blocks each rule removed
   * @param confidence 0 to 1
   * @param truncated whether only part of the article was to be had (a paywall, a cut page)
   * @param notices what was seen in the text and left as it is: mojibake, undecodable,
   *     charset_guessed
   */
  public record Extraction(
      Map<String, String> fields,
      Map<String, Integer> removed,
      @Nullable Double confidence,
      @Nullable Boolean truncated,
      List<String> notices) {

    public Extraction {
      notices = notices == null ? List.of() : List.copyOf(notices);
      fields = fields == null ? Map.of() : Map.copyOf(fields);
      removed = removed == null ? Map.of() : Map.copyOf(removed);
    }
  }
}
