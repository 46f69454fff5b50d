package org.copydesk.process;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.copydesk.extract.Article;
import org.copydesk.extract.Block;
import org.copydesk.extract.Image;
import org.copydesk.extract.Provenance;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.Publisher;
import org.copydesk.extract.Trace;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the library's article becomes the record on the wire, so that either can
 * change alone. Thread-safe.
 */
final class ArticleMapper {
  /** Changes whenever the same page may give another article. */
  static final String RULES_VERSION = "1";

  private final CanonicalUrl canonicalUrls = new CanonicalUrl();

  CleanArticle map(FetchedPage page, Article article, Trace trace) {
    String canonical = canonicalUrls.choose(page.url(), article.canonicalUrl());
    String body = article.articleBody();
    return new CleanArticle(
        Ids.articleId(canonical),
        page.url(),
        page.requestedUrl().equals(page.url()) ? null : page.requestedUrl(),
        page.urlId(),
        page.sourceId(),
        canonical,
        article.headline(),
        article.alternativeHeadline(),
        article.description(),
        article.authors().stream()
            .map(author -> new CleanArticle.Author(author.name(), author.url()))
            .toList(),
        publisher(article.publisher()),
        article.sourceOrganization(),
        article.dateline(),
        date(article.datePublished()),
        date(article.dateModified()),
        article.inLanguage(),
        article.articleSection(),
        article.keywords(),
        article.images().stream().map(ArticleMapper::image).toList(),
        article.isAccessibleForFree(),
        body,
        article.wordCount(),
        article.blocks().stream().map(ArticleMapper::block).toList(),
        Ids.contentHash(article.headline(), body),
        Fingerprint.of(body),
        page.fetchId(),
        page.fetchedAt(),
        RULES_VERSION,
        extraction(page, article, trace));
  }

  private static CleanArticle.Extraction extraction(
      FetchedPage page, Article article, Trace trace) {
    return new CleanArticle.Extraction(
        fields(trace),
        removed(trace),
        article.confidence(),
        (article.truncated() || page.truncated()) ? true : null,
        article.notices().stream().map(Article.Notice::code).toList());
  }

  private static Map<String, String> fields(Trace trace) {
    Map<String, String> fields = new TreeMap<>();
    for (Provenance field : trace.fields()) {
      field.chosen().ifPresent(chosen -> fields.put(field.field(), chosen.source()));
    }
    return fields;
  }

  private static Map<String, Integer> removed(Trace trace) {
    return trace.blocks().stream()
        .filter(block -> !block.kept())
        .collect(
            Collectors.groupingBy(
                Trace.BlockDecision::rule, TreeMap::new, Collectors.summingInt(block -> 1)));
  }

  private static CleanArticle.@Nullable Publisher publisher(@Nullable Publisher publisher) {
    return publisher == null ? null : new CleanArticle.Publisher(publisher.name(), publisher.url());
  }

  private static @Nullable String date(@Nullable PublishedDate date) {
    return date == null ? null : date.toIso8601();
  }

  private static CleanArticle.Image image(Image image) {
    return new CleanArticle.Image(image.url(), image.caption(), image.width(), image.height());
  }

  private static CleanArticle.Block block(Block block) {
    return new CleanArticle.Block(
        type(block.kind()), block.text(), block.level() == 0 ? null : block.level());
  }

  private static CleanArticle.Block.Type type(Block.Kind kind) {
    return switch (kind) {
      case HEADING -> CleanArticle.Block.Type.HEADING;
      case PARAGRAPH, PREFORMATTED -> CleanArticle.Block.Type.PARAGRAPH;
      case QUOTE -> CleanArticle.Block.Type.QUOTE;
      case LIST, NUMBERED_LIST -> CleanArticle.Block.Type.LIST;
      case TABLE -> CleanArticle.Block.Type.TABLE;
      case CAPTION -> CleanArticle.Block.Type.CAPTION;
      case NOTE -> CleanArticle.Block.Type.NOTE;
    };
  }
}
