package org.copydesk.ingest.feed;

/** Counts how deep elements nest, before a parser that recurses gets to see them. */
final class XmlDepth {

  /** JDK 25's own limit; real feeds stay below twenty. */
  private static final int LIMIT = 100;

  private XmlDepth() {}

  static boolean isShallow(String xml) {
    int depth = 0;
    int open = xml.indexOf('<');
    while (open >= 0 && depth <= LIMIT) {
      if (xml.startsWith("<![CDATA[", open)) {
        open = next(xml, xml.indexOf("]]>", open));
        continue;
      }
      int close = xml.indexOf('>', open);
      if (close < 0) {
        return true;
      }
      depth += step(xml, open, close);
      open = next(xml, close);
    }
    return depth <= LIMIT;
  }

  private static int next(String xml, int after) {
    return after < 0 ? -1 : xml.indexOf('<', after);
  }

  private static int step(String xml, int open, int close) {
    char kind = xml.charAt(open + 1);
    boolean isEmpty = xml.charAt(close - 1) == '/';
    return kind == '/' ? -1 : kind == '?' || kind == '!' || isEmpty ? 0 : 1;
  }
}
