package org.copydesk.extract.body;

import java.util.List;
import java.util.Set;
import org.copydesk.extract.text.SentenceEnd;
import org.copydesk.extract.text.WordCounter;
import org.jsoup.nodes.Element;

/**
 * Drops paragraphs that are the linked title of another article of the host, alone between
 * paragraphs of text. More than a few of them are what the article is made of: it rounds up others.
 */
final class LinkLineRule {
  static final String RULE = "linked-title";

  private static final int FEW = 3;

  /** In words: fewer may name a document, more are a sentence. */
  private static final int SHORTEST = 5;

  private static final int LONGEST = 20;

  private static final double WHOLE = 0.95;

  /** What is bold may be a heading. */
  private static final double BOLD = 0.5;

  /** Signs in the last part of an address: its words or its number are the article's. */
  private static final int HYPHENS = 2;

  private static final int DIGITS = 5;

  private static final Set<String> PAGES = Set.of("html", "htm", "shtml", "php", "aspx", "amp");

  private LinkLineRule() {}

  static void decide(List<TextBlock> blocks) {
    List<TextBlock> linked = blocks.stream().filter(LinkLineRule::isLine).toList();
    if (linked.isEmpty() || linked.size() > FEW) {
      return;
    }
    for (TextBlock block : linked) {
      if (isBetweenText(blocks, block) && leadsToAnArticle(block.box.element)) {
        block.drop(RULE);
      }
    }
  }

  private static boolean isLine(TextBlock block) {
    return block.kept
        && block.linkDensity > WHOLE
        && block.links == 1
        && !block.note
        && block.box.tag().equals("p")
        && block.strongShare < BOLD
        && isTitle(block.text);
  }

  private static boolean isTitle(String text) {
    int words = WordCounter.count(text);
    return words >= SHORTEST && words <= LONGEST && !SentenceEnd.is(text) && !isQuoted(text);
  }

  private static boolean isQuoted(String text) {
    return "\"'“”„«‘「『".indexOf(text.charAt(0)) >= 0;
  }

  /** Its neighbours in the same box are sentences, and the one above does not announce it. */
  private static boolean isBetweenText(List<TextBlock> blocks, TextBlock block) {
    boolean inside = block.index > 0 && block.index + 1 < blocks.size();
    if (!inside) {
      return false;
    }
    TextBlock above = blocks.get(block.index - 1);
    TextBlock below = blocks.get(block.index + 1);
    return isText(above, block) && isText(below, block) && !above.text.endsWith(":");
  }

  private static boolean isText(TextBlock other, TextBlock block) {
    return other.kept
        && other.prose
        && other.box.parent == block.box.parent
        && SentenceEnd.is(other.text);
  }

  private static boolean leadsToAnArticle(Element paragraph) {
    Element link = paragraph.getElementsByTag("a").first();
    String href = link == null ? "" : link.attr("href").strip();
    boolean rooted = href.startsWith("/") && !href.startsWith("//");
    if (link == null || rooted || href.startsWith("#") || link.baseUri().isEmpty()) {
      return rooted && isArticle(href);
    }
    String address = link.absUrl("href");
    int path = address.indexOf('/', hostStart(address));
    return path > 0
        && hostOf(address).equals(hostOf(link.baseUri()))
        && isArticle(address.substring(path));
  }

  private static String hostOf(String address) {
    int start = hostStart(address);
    int end = address.indexOf('/', start);
    String host = address.substring(start, end < 0 ? address.length() : end);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static int hostStart(String address) {
    int scheme = address.indexOf("//");
    return scheme < 0 ? 0 : scheme + 2;
  }

  private static boolean isArticle(String address) {
    String path = address.split("[?#]", 2)[0];
    String name = path.substring(path.lastIndexOf('/', Math.max(0, path.length() - 2)) + 1);
    int dot = name.lastIndexOf('.');
    boolean page = dot < 0 || PAGES.contains(name.substring(dot + 1));
    long hyphens = name.chars().filter(sign -> sign == '-' || sign == '_').count();
    long digits = name.chars().filter(Character::isDigit).count();
    return page && (hyphens >= HYPHENS || digits >= DIGITS);
  }
}
