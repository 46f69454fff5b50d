package org.copydesk.extract.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.PageInput;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Parses a page once, under its deadline. Thread-safe. */
public final class PageParser {
  private static final Pattern TEMPLATE =
      Pattern.compile("(</?)template", Pattern.CASE_INSENSITIVE);

  private static final String PLAIN_TEMPLATE = "x-template";

  /**
   * Parses a page.
   *
   * @throws DeadlinePassedException past the deadline; jsoup stops within its thread, because the
   *     reader it pulls from throws
   * @throws UnparsablePageException when the parser fails on it
   */
  public ParsedPage parse(PageInput page) {
    FoundCharset found = CharsetFinder.find(page.bytes(), page.contentType());
    try {
      return new ParsedPage(parse(page, page.bytes(), found), found.shown());
    } catch (IllegalArgumentException e) {
      return new ParsedPage(parseWithoutTemplates(page), found.shown());
    }
  }

  /**
   * jsoup 1.24.1 fails on templates in deeply nested, torn pages (found by fuzzing). Their content
   * is not shown, so they may as well be elements of another name, which are taken out afterwards.
   */
  private static Document parseWithoutTemplates(PageInput page) {
    String text = CharsetFinder.decode(page.bytes(), page.contentType());
    byte[] bytes = TEMPLATE.matcher(text).replaceAll("$1" + PLAIN_TEMPLATE).getBytes(UTF_8);
    try {
      Document document = parse(page, bytes, CharsetFinder.find(bytes, "text/html;charset=utf-8"));
      document.getElementsByTag(PLAIN_TEMPLATE).remove();
      return document;
    } catch (IllegalArgumentException e) {
      throw new UnparsablePageException(e);
    }
  }

  private static Document parse(PageInput page, byte[] bytes, FoundCharset charset) {
    URI url = page.url();
    try (Reader reader = new DeadlineReader(bytes, charset, page.deadline())) {
      return Parser.htmlParser().parseInput(reader, url == null ? "" : url.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
