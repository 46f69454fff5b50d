package org.copydesk.extract;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.copydesk.extract.text.WordCounter;
import org.jspecify.annotations.Nullable;

/**
 * A clean article. Names are schema.org's own where it has them.
 *
 * @param url where the page was found, if that is known
 * @param headline without the site's name; empty when the page has none
 * @param sourceOrganization the agency of a dateline, such as TASS, or else one that signed
 * @param dateline the dateline as it stands in the text, such as {@code PARIS, 3 mars (Reuters)}
 * @param inLanguage BCP 47
 * @param isAccessibleForFree null when the page does not say
 * @param truncated the page shows only a part of the text, such as the teaser before a paywall
 * @param confidence how sure the body is, from 0 to 1
 * @param notices what a reader should know about the text
 */
public record Article(
    @Nullable String url,
    @Nullable String canonicalUrl,
    String headline,
    @Nullable String alternativeHeadline,
    @Nullable String description,
    List<Author> authors,
    @Nullable Publisher publisher,
    @Nullable String sourceOrganization,
    @Nullable String dateline,
    @Nullable PublishedDate datePublished,
    @Nullable PublishedDate dateModified,
    @Nullable String inLanguage,
    @Nullable String articleSection,
    List<String> keywords,
    List<Image> images,
    @Nullable Boolean isAccessibleForFree,
    List<Block> blocks,
    boolean truncated,
    double confidence,
    List<Notice> notices) {

  /** Something about the text that was seen and left as it is. */
  public enum Notice {
    /** It holds signs of having been read in a wrong charset before: "cafÃ©". */
    MOJIBAKE,
    /** It holds characters that its charset could not explain, shown as U+FFFD. */
    UNDECODABLE,
    /** Nothing told its charset, which was guessed from the bytes and the language. */
    CHARSET_GUESSED;

    /** The name on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Article {
    notices = List.copyOf(notices);
    authors = List.copyOf(authors);
    keywords = List.copyOf(keywords);
    images = List.copyOf(images);
    blocks = List.copyOf(blocks);
  }

  /** The blocks' text, joined by one blank line. */
  public String articleBody() {
    return blocks.stream().map(Block::text).collect(Collectors.joining("\n\n"));
  }

  /** Words of the body; in scripts without spaces each character counts as one. */
  public int wordCount() {
    return blocks.stream().mapToInt(block -> WordCounter.count(block.text())).sum();
  }
}
