package org.copydesk.extract.page;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.PageInput;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Parses a page once, under its deadline. Thread-safe. */
public final class PageParser {
  /**
   * Parses a page.
   *
   * @throws DeadlinePassedException past the deadline; jsoup stops within its thread, because the
   *     reader it pulls from throws
   */
  public ParsedPage parse(PageInput page) {
    FoundCharset found = CharsetFinder.find(page.bytes(), page.contentType());
    URI url = page.url();
    Document document;
    try (Reader reader = new DeadlineReader(page.bytes(), found, page.deadline())) {
      document = Parser.htmlParser().parseInput(reader, url == null ? "" : url.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ParsedPage(document, found.shown());
  }

  /** A page's tree, and the charset it was read in with the reason. */
  public record ParsedPage(Document document, String charset) {}

  /** Throws when the deadline is past. */
  public static void check(Deadline deadline) {
    if (deadline.isPast()) {
      throw new DeadlinePassedException();
    }
  }
}
