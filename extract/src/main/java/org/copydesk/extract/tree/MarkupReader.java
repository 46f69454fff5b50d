package org.copydesk.extract.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the UTF-8 bytes of a page into tags and texts, as the HTML standard's tokenizer does
 * (13.2.5). Comments and declarations are passed over. Single use, one thread.
 */
final class MarkupReader {
  enum Token {
    TEXT,
    START,
    END,
    END_OF_PAGE
  }

  private static final int LONGEST_NAME = 60;

  private final byte[] page;

  /** The same bytes as characters of one byte each, because strings are searched much faster. */
  private final String characters;

  private final int end;
  private final Map<String, TagName> otherNames = new HashMap<>();
  private final AttributeReader attributeReader;
  private final RepeatedValues spaces;
  private int at;
  private int tagEnd;
  private int textStart;
  private int textEnd;
  private boolean declared;
  private boolean plainlyDeclared;
  private TagName name = TagName.of("html");
  private @Nullable Attributes attributes;
  private boolean selfClosing;

  MarkupReader(byte[] page) {
    this.page = page;
    this.end = page.length;
    this.characters = new String(page, ISO_8859_1);
    if (characters.indexOf(0) >= 0) {
      throw new UnsurePageException("a character that is none");
    }
    this.spaces = new RepeatedValues(page, characters, false);
    this.attributeReader = new AttributeReader(page, characters);
  }

  /** The name of the tag that was read. */
  TagName name() {
    return name;
  }

  /** What stands in the start tag that was read; null when nothing does. */
  @Nullable Attributes attributes() {
    return attributes;
  }

  boolean isSelfClosing() {
    return selfClosing;
  }

  /** Whether the page began with a declaration of its type. */
  boolean isDeclared() {
    return declared;
  }

  /** Whether that declaration was {@code <!DOCTYPE html>}, which says how tables are treated. */
  boolean isPlainlyDeclared() {
    return plainlyDeclared;
  }

  Token next() {
    while (at < end) {
      if (page[at] != '<') {
        return text(at);
      }
      byte sign = at + 1 < end ? page[at + 1] : 0;
      if (isLetter(sign)) {
        return tag(at + 1, Token.START);
      }
      if (sign == '/' && at + 2 < end && isLetter(page[at + 2])) {
        return tag(at + 2, Token.END);
      }
      if (sign == '!' || sign == '?' || sign == '/') {
        passOver();
      } else {
        return text(at);
      }
    }
    return Token.END_OF_PAGE;
  }

  /** The text that was read. */
  String text() {
    return spaces.text(textStart, textEnd);
  }

  /** How many of the text's first bytes are white space; a reference behind may be to more. */
  int leadingSpace() {
    int index = textStart;
    while (index < textEnd && isSpace(page[index])) {
      index++;
    }
    if (index < textEnd && page[index] == '&') {
      throw new UnsurePageException("reference, perhaps to white space");
    }
    return index - textStart;
  }

  /** Whether the text that was read is white space alone, as it stands. */
  boolean isBlank() {
    return leadingSpace() == textEnd - textStart;
  }

  /** Whether the text that was read is white space, and written as such. */
  boolean isPlainSpace() {
    int index = textStart;
    while (index < textEnd && isSpace(page[index])) {
      index++;
    }
    return index == textEnd;
  }

  /** Whether an end tag comes next. */
  boolean isBeforeEnd() {
    return at + 1 < end && page[at + 1] == '/';
  }

  /** The name of the tag that comes next; null when none does, or one without rules. */
  @Nullable TagName nextName() {
    int start = at + (isBeforeEnd() ? 2 : 1);
    int stop = start;
    while (stop < end && isNamePart(page[stop])) {
      stop++;
    }
    return TagName.find(page, start, stop, NameTable.hashOf(page, start, stop));
  }

  /** Leaves out a line break that stands between a tag and the text that was read. */
  void skipLineBreak() {
    if (textStart == tagEnd) {
      if (page[textStart] == '&') {
        throw new UnsurePageException("reference, perhaps to a line break");
      }
      textStart = behindLineBreak(textStart, textEnd);
    }
  }

  private int behindLineBreak(int start, int stop) {
    int index = start;
    index += index < stop && page[index] == '\r' ? 1 : 0;
    index += index < stop && page[index] == '\n' ? 1 : 0;
    return index;
  }

  /** Leaves out the beginning of the text that was read. */
  void skip(int bytes) {
    textStart += bytes;
  }

  /** Text up to the next sign of a tag; a sign that begins none is part of it. */
  private Token text(int start) {
    textStart = start;
    int index = start;
    do {
      int sign = characters.indexOf('<', index + (page[index] == '<' ? 1 : 0));
      index = sign < 0 ? end : sign;
    } while (index < end && !beginsMarkup(index));
    textEnd = index;
    at = index;
    return Token.TEXT;
  }

  private boolean beginsMarkup(int index) {
    byte sign = index + 1 < end ? page[index + 1] : 0;
    return isLetter(sign) || sign == '/' || sign == '!' || sign == '?';
  }

  private Token tag(int start, Token token) {
    int index = start;
    while (index < end && isNamePart(page[index])) {
      index++;
    }
    if (index - start > LONGEST_NAME || index == end || !endsName(page[index])) {
      throw new UnsurePageException("tag name");
    }
    int hash = NameTable.hashOf(page, start, index);
    TagName known = TagName.find(page, start, index, hash);
    name = known == null ? other(start, index) : known;
    at = attributeReader.read(index);
    tagEnd = at;
    attributes = attributeReader.attributes();
    selfClosing = attributeReader.isSelfClosing();
    return token;
  }

  private TagName other(int start, int stop) {
    return otherNames.computeIfAbsent(AttributeReader.lower(page, start, stop), TagName::other);
  }

  private void passOver() {
    if (characters.startsWith("<!--", at)) {
      at = commentEnd(at + 4);
    } else if (characters.regionMatches(true, at, "<!doctype", 0, 9)) {
      int close = closeOf(at);
      boolean first = !declared && tagEnd == 0 && characters.substring(0, at).isBlank();
      plainlyDeclared |= first && characters.substring(at + 9, close).equalsIgnoreCase(" html");
      declared = true;
      at = close + 1;
    } else {
      int close = closeOf(at);
      boolean instruction = page[at + 1] == '?' && page[close - 1] != '?';
      boolean nameless = characters.startsWith("</>", at); // the text around it stays one
      if (instruction || nameless || characters.startsWith("<![CDATA[", at)) {
        throw new UnsurePageException("instruction, literal text or a tag without a name");
      }
      at = close + 1;
    }
  }

  private int closeOf(int from) {
    int close = characters.indexOf('>', from);
    if (close < 0) {
      throw new UnsurePageException("unclosed declaration");
    }
    return close;
  }

  /** Behind the end of a comment; {@code <!-->} and {@code <!--->} are whole ones. */
  private int commentEnd(int start) {
    int dashes = characters.indexOf("--", start - 2);
    while (dashes >= 0 && dashes + 2 < end) {
      byte sign = page[dashes + 2];
      if (sign == '>' && dashes + 3 > start) {
        return dashes + 3;
      }
      if (sign == '!' && dashes + 3 < end && page[dashes + 3] == '>' && dashes >= start) {
        return dashes + 4;
      }
      dashes = characters.indexOf("--", dashes + 1);
    }
    throw new UnsurePageException("unclosed comment");
  }

  /** Whether the page goes on with these letters. */
  boolean startsWith(String letters) {
    return characters.startsWith(letters, at);
  }

  /**
   * The text up to the end tag of an element that holds no markup; reads that tag too.
   *
   * @param wanted whether anybody needs it; if not, it is passed over
   */
  String rawText(TagName element, boolean references, boolean wanted) {
    int start = at;
    int close = element.text.equals("script") ? scriptEnd(element) : endOf(element, at);
    if (close < 0) {
      throw new UnsurePageException("unclosed " + element.text);
    }
    if (element.rule == TagName.Rule.TEXT_AREA) {
      start = behindLineBreak(start, close);
    }
    at = attributeReader.read(close + 2 + element.bytes.length);
    if (!wanted) {
      return "";
    }
    return references ? resolved(start, close) : new String(page, start, close - start, UTF_8);
  }

  private int endOf(TagName element, int from) {
    int close = characters.indexOf("</", from);
    while (close >= 0 && !isEndOf(element, close + 2)) {
      close = characters.indexOf("</", close + 2);
    }
    return close;
  }

  /** Where a script ends: not with one that it writes within a comment of its own. */
  private int scriptEnd(TagName script) {
    int from = at;
    int close = endOf(script, from);
    while (close >= 0) {
      int comment = characters.indexOf("<!--", from, close);
      int commentEnd = comment < 0 ? -1 : characters.indexOf("-->", comment + 2);
      if (comment < 0) {
        return close;
      }
      if (commentEnd >= 0 && commentEnd < close) {
        from = commentEnd + 3;
      } else if (opensScript(comment, close)) {
        throw new UnsurePageException("script in a comment of a script");
      } else {
        return close;
      }
    }
    return -1;
  }

  private boolean opensScript(int start, int stop) {
    int sign = start;
    while (sign >= 0) {
      if (characters.regionMatches(true, sign, "<script", 0, 7)) {
        return true;
      }
      sign = characters.indexOf('<', sign + 1, stop);
    }
    return false;
  }

  private boolean isEndOf(TagName element, int from) {
    int behind = from + element.bytes.length;
    if (behind >= end) {
      return false;
    }
    for (int index = 0; index < element.bytes.length; index++) {
      if (NameTable.lower(page[from + index]) != element.bytes[index]) {
        return false;
      }
    }
    return endsName(page[behind]);
  }

  private static boolean endsName(byte sign) {
    return isSpace(sign) || sign == '>' || sign == '/';
  }

  private String resolved(int start, int stop) {
    String text = new String(page, start, stop - start, UTF_8);
    return characters.indexOf('&', start, stop) < 0 ? text : References.resolve(text, false);
  }

  private static boolean isLetter(byte sign) {
    int small = sign | 0x20;
    return small >= 'a' && small <= 'z';
  }

  static boolean isSpace(byte sign) {
    return sign == ' ' || sign == '\n' || sign == '\t' || sign == '\r' || sign == '\f';
  }

  private static boolean isNamePart(byte sign) {
    return isLetter(sign) || (sign >= '-' && sign <= ':' && sign != '/') || sign == '_';
  }
}
