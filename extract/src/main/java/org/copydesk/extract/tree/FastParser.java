package org.copydesk.extract.tree;

import java.util.Optional;
import org.jsoup.nodes.Document;

/**
 * Parses most pages some three times as fast as jsoup does, into the same tree, but for what nobody
 * here asks for: comments, the declaration of the page's type, scripts and styles that only a
 * browser needs, what stands in the tags inside of pictures, space at the ends of a line of text,
 * and attributes that are not in {@link AttributeReader}'s list are left out. Refuses pages that
 * need the odder rules of the HTML standard. Linear time, bounded depth.
 */
public final class FastParser {
  private FastParser() {}

  /**
   * Parses a page.
   *
   * @param page in UTF-8, without a byte order mark
   * @param address resolves relative addresses; may be empty
   * @param deadline asked now and then; may throw
   * @return empty when jsoup has to do it
   */
  public static Optional<Document> parse(byte[] page, String address, Runnable deadline) {
    try {
      return Optional.of(new TreeMaker(new MarkupReader(page), address, deadline).make());
    } catch (UnsurePageException e) {
      return Optional.empty(); // the page is no worse for it, and costs a second parse
    }
  }
}
