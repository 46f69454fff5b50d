package org.copydesk.app.extraction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.extract.Article;
import org.copydesk.extract.Author;
import org.copydesk.extract.Block;
import org.copydesk.extract.Image;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * An article as JSON's objects, named as schema.org's NewsArticle names them. Fields that the page
 * did not give are left out; lists are always there.
 */
public final class ArticleJson {
  private ArticleJson() {}

  public static Map<String, Object> of(Article article) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "url", article.url());
    put(json, "canonicalUrl", article.canonicalUrl());
    json.put("headline", article.headline());
    put(json, "alternativeHeadline", article.alternativeHeadline());
    put(json, "description", article.description());
    json.put("author", article.authors().stream().map(ArticleJson::author).toList());
    put(json, "publisher", publisher(article.publisher()));
    put(json, "sourceOrganization", article.sourceOrganization());
    put(json, "dateline", article.dateline());
    put(json, "datePublished", date(article.datePublished()));
    put(json, "dateModified", date(article.dateModified()));
    put(json, "inLanguage", article.inLanguage());
    put(json, "articleSection", article.articleSection());
    json.put("keywords", article.keywords());
    json.put("image", article.images().stream().map(ArticleJson::image).toList());
    put(json, "isAccessibleForFree", article.isAccessibleForFree());
    json.put("articleBody", article.articleBody());
    json.put("wordCount", article.wordCount());
    json.put("blocks", blocks(article.blocks()));
    json.put("truncated", article.truncated());
    json.put("confidence", article.confidence());
    json.put("notices", article.notices().stream().map(Article.Notice::code).toList());
    return json;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static Map<String, Object> author(Author author) {
    return named(author.name(), author.url());
  }

  private static @Nullable Map<String, Object> publisher(@Nullable Publisher publisher) {
    return publisher == null ? null : named(publisher.name(), publisher.url());
  }

  private static Map<String, Object> named(String name, @Nullable String url) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    put(json, "url", url);
    return json;
  }

  private static @Nullable String date(@Nullable PublishedDate date) {
    return date == null ? null : date.toIso8601();
  }

  private static Map<String, Object> image(Image image) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("url", image.url());
    put(json, "caption", image.caption());
    put(json, "width", image.width());
    put(json, "height", image.height());
    return json;
  }

  private static List<Map<String, Object>> blocks(List<Block> blocks) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (Block block : blocks) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("type", block.kind().code());
      one.put("text", block.text());
      if (block.kind() == Block.Kind.HEADING) {
        one.put("level", block.level());
      }
      json.add(one);
    }
    return json;
  }
}
