package org.copydesk.extract.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Changes pages by their structure: whole tags and runs of text are dropped, doubled, moved, nested
 * and torn, and hostile pieces are put in. One thread; the same seed makes the same pages.
 */
final class Mutator {
  /** Larger pages are not needed to find what is wrong, and cost time. */
  private static final int MAX_LENGTH = 200_000;

  private static final int MAX_REPEAT = 3_000;

  private static final String[] TAGS = {
    "p",
    "div",
    "table",
    "tr",
    "td",
    "a",
    "b",
    "i",
    "ul",
    "li",
    "article",
    "section",
    "span",
    "h1",
    "h2",
    "script",
    "style",
    "template",
    "svg",
    "math",
    "select",
    "option",
    "noscript",
    "figure",
    "figcaption",
    "blockquote",
    "br",
    "pre",
    "form",
    "button",
    "iframe",
    "nobr",
    "frameset",
    "title",
    "textarea",
    "main",
    "aside",
    "time",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "caption",
    "ruby"
  };

  private static final String[] HOSTILE = {
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"",
    "<script type='application/ld+json'>[[[[{\"@graph\":[{\"@type\":[\"Article\"],\"author\":{",
    "{\"datePublished\":\"99999-13-45T99:99:99+99:99\",\"headline\":1e999999}</script>",
    "<meta property='article:published_time' content='31.02.0000 25:61'>",
    "<link rel=canonical href='http://[::1%25eth0]/\u0000'><base href='javascript:x'>",
    "<time datetime='P1Y' title='yesterday'>vor 99999999999 Tagen</time>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml ?>",
    "<!DOCTYPE",
    "&#x110000;",
    "&#0;",
    "&#xD83D;",
    "&#x2028;&#x85;",
    "\u302E\u1B44\u302E\u1B44",
    "\uD83A\uDCD0\uD834\uDD85",
    "\"hasPart\":{\"isAccessibleForFree\":false,\"cssSelector\":\":has(:has(*)), p:matches((a+)+$)\"}",
    "<script type='application/json'>{\"text\":\"<p>The ferry sails again</p>",
    "<td rowspan=9999 colspan=9999>",
    "<x-tag>",
    "&notit;",
    "\u202E\u2066",
    "e\u0301\u0302\u0303\u0304",
    "\u00AD\u200B\uFEFF",
    "\uD800",
    "\uDC00",
    "\u0000",
    "<a href='",
    "\" onload=\"",
    "class=\"share related article-body\"",
    "style='display:none'",
    "Von Anna und Bert und Cora, dpa/AFP, ",
    "BERLIN (AFP) – ",
    "PARIS, 3 mars (Reuters) - ",
    "1. Januar 1970 00:00 Uhr",
    "١٢ مارس ٢٠٢٦",
    "令和8年11月23日",
    "(((((((((",
    "/.",
    ": : : : "
  };

  private final Random random;

  Mutator(long seed) {
    this.random = new Random(seed);
  }

  /** A page made of these two. */
  String mutate(String page, String other) {
    List<String> tokens = tokens(page);
    int changes = 1 + random.nextInt(12);
    for (int change = 0; change < changes && !tokens.isEmpty(); change++) {
      apply(tokens, other);
    }
    StringBuilder html = new StringBuilder();
    for (String token : tokens) {
      if (html.length() + token.length() <= MAX_LENGTH) {
        html.append(token);
      }
    }
    return html.toString();
  }

  private void apply(List<String> tokens, String other) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(12)) {
      case 0 -> tokens.subList(at, end(tokens, at)).clear();
      case 1 -> tokens.addAll(at, List.copyOf(tokens.subList(at, end(tokens, at))));
      case 2 -> tokens.add(random.nextInt(tokens.size()), tokens.remove(at));
      case 3 -> tokens.set(at, repeated(tokens.get(at)));
      case 4 -> tokens.add(at, "<" + tag() + ">");
      case 5 -> tokens.add(at, "</" + tag() + ">");
      case 6 -> tokens.add(at, ("<" + tag() + "><" + tag() + ">").repeat(repeat()));
      case 7 -> tokens.add(at, HOSTILE[random.nextInt(HOSTILE.length)]);
      case 8 -> tokens.set(at, torn(tokens.get(at)));
      case 9 -> tokens.set(at, "<" + tag() + attributes() + ">");
      case 10 -> splice(tokens, at, tokens(other));
      default -> tokens.add(at, HOSTILE[random.nextInt(HOSTILE.length)].repeat(repeat()));
    }
  }

  private String repeated(String token) {
    int room = Math.max(1, MAX_LENGTH / (token.length() + 1));
    return token.repeat(1 + random.nextInt(Math.min(MAX_REPEAT, room)));
  }

  private void splice(List<String> tokens, int at, List<String> others) {
    if (!others.isEmpty()) {
      int from = random.nextInt(others.size());
      tokens.addAll(at, others.subList(from, end(others, from)));
    }
  }

  private int end(List<String> tokens, int from) {
    return Math.min(tokens.size(), from + 1 + random.nextInt(40));
  }

  private int repeat() {
    return 1 + random.nextInt(random.nextInt(4) == 0 ? MAX_REPEAT : 8);
  }

  private String tag() {
    return TAGS[random.nextInt(TAGS.length)];
  }

  private String attributes() {
    StringBuilder attributes = new StringBuilder();
    int count = random.nextInt(6);
    for (int index = 0; index < count; index++) {
      String name = random.nextBoolean() ? " class=" : " a" + random.nextInt(99) + "='";
      attributes.append(name).append(HOSTILE[random.nextInt(HOSTILE.length)]);
    }
    return attributes.toString();
  }

  /** A token without its end, or with a character changed. */
  private String torn(String token) {
    if (token.isEmpty()) {
      return "<";
    }
    int at = random.nextInt(token.length());
    return random.nextBoolean()
        ? token.substring(0, at)
        : token.substring(0, at) + (char) random.nextInt(0x3100) + token.substring(at + 1);
  }

  /** Tags and the text between them. */
  private static List<String> tokens(String page) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    while (start < page.length()) {
      boolean tag = page.charAt(start) == '<';
      int end = tag ? page.indexOf('>', start) + 1 : page.indexOf('<', start);
      end = end <= start ? page.length() : end;
      tokens.add(page.substring(start, end));
      start = end;
    }
    return tokens;
  }
}
