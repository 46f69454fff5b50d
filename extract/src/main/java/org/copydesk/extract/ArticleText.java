package org.copydesk.extract;

/** Writes an article as plain text: the body alone, ended by a line break. */
public final class ArticleText {
  private ArticleText() {}

  public static String write(Article article) {
    return article.articleBody() + "\n";
  }
}
