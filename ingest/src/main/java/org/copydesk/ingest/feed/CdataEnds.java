package org.copydesk.ingest.feed;

/**
 * Ends the CDATA sections whose own end is missing or misspelt ({@code ]>}), which would swallow
 * all up to the end of the next section: the links of an entry, or an entry. Such a section holds
 * the end tag of its own element, and behind that another section begins, or none ends. One object
 * reads one text, in linear time.
 */
final class CdataEnds {

  private static final String START = "<![CDATA[";
  private static final String END = "]]>";

  private final String text;
  private final StringBuilder mended = new StringBuilder();
  private int copied;
  private int end;

  private CdataEnds(String text) {
    this.text = text;
  }

  /** The same text when nothing was wrong. */
  static String mended(String text) {
    return new CdataEnds(text).mend();
  }

  private String mend() {
    int start = text.indexOf(START);
    while (start >= 0) {
      int from = start + START.length();
      endFrom(from);
      int close = closeOf(start, end);
      boolean isSwallowing = close >= 0 && (end == text.length() || holdsStart(close, end));
      if (isSwallowing) {
        endAt(from, close);
      } else if (end == text.length()) {
        break;
      }
      start = text.indexOf(START, isSwallowing ? close : end);
    }
    return copied == 0 ? text : mended.append(text, copied, text.length()).toString();
  }

  /** Where a section that begins here ends, or all of the text. Looked for once. */
  private void endFrom(int from) {
    if (end < from) {
      int found = text.indexOf(END, from);
      end = found < 0 ? text.length() : found;
    }
  }

  private boolean holdsStart(int from, int to) {
    int next = text.indexOf(START, from);
    return next >= 0 && next < to;
  }

  /**
   * Where the element in which a section begins has its end tag; below 0 when not before a limit.
   */
  private int closeOf(int start, int limit) {
    int tagEnd = start - 1;
    while (tagEnd >= 0 && Character.isWhitespace(text.charAt(tagEnd))) {
      tagEnd--;
    }
    int tag = text.lastIndexOf('<', tagEnd);
    if (tagEnd < 0 || text.charAt(tagEnd) != '>' || tag < copied) {
      return -1;
    }
    int nameEnd = tag + 1;
    while (nameEnd < tagEnd && !Character.isWhitespace(text.charAt(nameEnd))) {
      nameEnd++;
    }
    String endTag = "</" + text.substring(tag + 1, nameEnd) + ">";
    return text.indexOf(endTag, start, limit);
  }

  private void endAt(int from, int close) {
    int contentEnd = close;
    while (contentEnd > from && isOfAnEnd(text.charAt(contentEnd - 1))) {
      contentEnd--;
    }
    mended.append(text, copied, contentEnd).append(END);
    copied = close;
  }

  private static boolean isOfAnEnd(char c) {
    return c == ']' || c == '>' || Character.isWhitespace(c);
  }
}
