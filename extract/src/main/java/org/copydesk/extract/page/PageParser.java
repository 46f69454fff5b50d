package org.copydesk.extract.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.PageInput;
import org.copydesk.extract.tree.FastParser;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Parses a page once, under its deadline. Thread-safe. */
public final class PageParser {
  private static final Pattern TEMPLATE =
      Pattern.compile("(</?)template", Pattern.CASE_INSENSITIVE);

  /** The formatting elements of the HTML standard (13.2.4.2), links aside. */
  private static final Pattern FORMATTING =
      Pattern.compile(
          "(</?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\\s/>])",
          Pattern.CASE_INSENSITIVE);

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
    Optional<Document> document = parseFast(page, found);
    if (document.isPresent()) {
      return new ParsedPage(document.get(), found.shown(), found.isGuessed());
    }
    try {
      return new ParsedPage(parse(page, page.bytes(), found), found.shown(), found.isGuessed());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new ParsedPage(parsePlainly(page), found.shown(), found.isGuessed());
    }
  }

  private static Optional<Document> parseFast(PageInput page, FoundCharset found) {
    byte[] bytes = page.bytes();
    int skip = found.skip();
    if (!found.clean()) {
      bytes = new String(bytes, skip, bytes.length - skip, found.charset()).getBytes(UTF_8);
    }
    return FastParser.parse(bytes, address(page), () -> check(page.deadline()));
  }

  private static String address(PageInput page) {
    URI url = page.url();
    return url == null ? "" : url.toString();
  }

  /**
   * jsoup 1.24.1 fails on templates, and on formatting that is never closed, where they are nested
   * some 500 deep (found by fuzzing). A template's content is not shown, so it may as well be an
   * element of another name, which is taken out afterwards; formatting may as well be a span.
   */
  private static Document parsePlainly(PageInput page) {
    String text = CharsetFinder.decode(page.bytes(), page.contentType());
    String plain = TEMPLATE.matcher(text).replaceAll("$1" + PLAIN_TEMPLATE);
    byte[] bytes = FORMATTING.matcher(plain).replaceAll("$1span").getBytes(UTF_8);
    try {
      Document document = parse(page, bytes, CharsetFinder.find(bytes, "text/html;charset=utf-8"));
      document.getElementsByTag(PLAIN_TEMPLATE).remove();
      return document;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UnparsablePageException(e);
    }
  }

  private static Document parse(PageInput page, byte[] bytes, FoundCharset charset) {
    try (Reader reader = new DeadlineReader(bytes, charset, page.deadline())) {
      return Parser.htmlParser().parseInput(reader, address(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A page's tree, and the charset it was read in with the reason.
   *
   * @param isGuessed whether nothing declares the charset and the bytes do not prove it
   */
  public record ParsedPage(Document document, String charset, boolean isGuessed) {}

  /** Throws when the deadline is past. */
  public static void check(Deadline deadline) {
    if (deadline.isPast()) {
      throw new DeadlinePassedException();
    }
  }
}
