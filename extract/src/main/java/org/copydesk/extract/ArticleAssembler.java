package org.copydesk.extract;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.copydesk.extract.body.Body;
import org.copydesk.extract.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/** Puts an article together from its metadata and its body. */
final class ArticleAssembler {
  private static final double PLAIN_TEXT_CONFIDENCE = 0.5;

  private ArticleAssembler() {}

  static Article assemble(@Nullable URI url, Metadata metadata, Body body) {
    return new Article(
        url == null ? null : url.toString(),
        metadata.canonicalUrl(),
        Objects.requireNonNullElse(metadata.headline(), ""),
        metadata.alternativeHeadline(),
        metadata.description(),
        metadata.authors(),
        metadata.publisher(),
        null,
        null,
        metadata.datePublished(),
        metadata.dateModified(),
        metadata.inLanguage(),
        metadata.articleSection(),
        metadata.keywords(),
        metadata.images(),
        metadata.isAccessibleForFree(),
        body.blocks(),
        false,
        body.confidence());
  }

  /** Of plain text nothing is known but the text. */
  static Article assemble(@Nullable URI url, List<Block> blocks) {
    return new Article(
        url == null ? null : url.toString(),
        null,
        "",
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        blocks,
        false,
        PLAIN_TEXT_CONFIDENCE);
  }
}
