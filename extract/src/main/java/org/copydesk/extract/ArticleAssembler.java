package org.copydesk.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.copydesk.extract.body.Body;
import org.copydesk.extract.metadata.Dateline;
import org.copydesk.extract.metadata.DatelineParser;
import org.copydesk.extract.metadata.LanguageDetector;
import org.copydesk.extract.metadata.Metadata;
import org.copydesk.extract.text.Mojibake;
import org.jspecify.annotations.Nullable;

/** Puts an article together from its metadata and its body. Immutable, thread-safe. */
final class ArticleAssembler {
  /** Enough text to tell a language. */
  private static final int LANGUAGE_SAMPLE = 1500;

  private static final double PLAIN_TEXT_CONFIDENCE = 0.5;

  /** One place may be a quotation of such text, or chance. */
  private static final int MOJIBAKE_SIGNS = 2;

  private static final char UNKNOWN = '\uFFFD';

  private final DatelineParser datelines = new DatelineParser();
  private final LanguageDetector languages = new LanguageDetector();

  /**
   * @param charsetGuessed whether the bytes were read in a charset that nothing declares
   */
  Article assemble(
      @Nullable URI url, Metadata metadata, Body body, boolean truncated, boolean charsetGuessed) {
    String language = language(metadata.inLanguage(), body.blocks());
    Optional<Dateline> dateline = dateline(body.blocks(), language);
    String agency = dateline.map(Dateline::agency).orElse(null);
    return new Article(
        url == null ? null : url.toString(),
        metadata.canonicalUrl(),
        Objects.requireNonNullElse(metadata.headline(), ""),
        metadata.alternativeHeadline(),
        metadata.description(),
        metadata.authors(),
        metadata.publisher(),
        agency == null ? metadata.signingAgency() : agency,
        dateline.map(Dateline::span).orElse(null),
        metadata.datePublished(),
        metadata.dateModified(),
        language,
        metadata.articleSection(),
        metadata.keywords(),
        metadata.images(),
        metadata.isAccessibleForFree(),
        body.blocks(),
        truncated,
        body.confidence(),
        notices(metadata.headline(), body.blocks(), charsetGuessed));
  }

  /** Of plain text nothing is known but the text. */
  Article assemble(@Nullable URI url, List<Block> blocks) {
    String language = language(null, blocks);
    Optional<Dateline> dateline = dateline(blocks, language);
    return new Article(
        url == null ? null : url.toString(),
        null,
        "",
        null,
        null,
        List.of(),
        null,
        dateline.map(Dateline::agency).orElse(null),
        dateline.map(Dateline::span).orElse(null),
        null,
        null,
        language,
        null,
        List.of(),
        List.of(),
        null,
        blocks,
        false,
        PLAIN_TEXT_CONFIDENCE,
        notices(null, blocks, false));
  }

  private static List<Article.Notice> notices(
      @Nullable String headline, List<Block> blocks, boolean charsetGuessed) {
    int mojibake = headline == null ? 0 : Mojibake.count(headline);
    boolean undecodable = headline != null && headline.indexOf(UNKNOWN) >= 0;
    for (Block block : blocks) {
      mojibake += Mojibake.count(block.text());
      undecodable |= block.text().indexOf(UNKNOWN) >= 0;
    }
    List<Article.Notice> notices = new ArrayList<>();
    if (mojibake >= MOJIBAKE_SIGNS) {
      notices.add(Article.Notice.MOJIBAKE);
    }
    if (undecodable) {
      notices.add(Article.Notice.UNDECODABLE);
    }
    if (charsetGuessed) {
      notices.add(Article.Notice.CHARSET_GUESSED);
    }
    return notices;
  }

  private @Nullable String language(@Nullable String declared, List<Block> blocks) {
    StringBuilder sample = new StringBuilder();
    for (Block block : blocks) {
      if (sample.length() < LANGUAGE_SAMPLE) {
        sample.append(block.text(), 0, Math.min(block.text().length(), LANGUAGE_SAMPLE));
        sample.append('\n');
      }
    }
    return languages.believe(declared, sample.toString()).orElse(declared);
  }

  /** Datelines stand at the beginning of the first paragraph; some wires come preformatted. */
  private Optional<Dateline> dateline(List<Block> blocks, @Nullable String language) {
    return blocks.stream()
        .filter(
            block ->
                block.kind() == Block.Kind.PARAGRAPH || block.kind() == Block.Kind.PREFORMATTED)
        .limit(2)
        .flatMap(block -> datelines.parse(block.text().stripLeading(), language).stream())
        .findFirst();
  }
}
