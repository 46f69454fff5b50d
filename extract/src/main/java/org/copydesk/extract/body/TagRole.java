package org.copydesk.extract.body;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** What an element's tag means for the layout of its text. */
enum TagRole {
  /** Its text is no text of the page. */
  SKIPPED,
  /** Its text runs on in the line. */
  INLINE,
  /** Its text stands alone. */
  BLOCK,
  LINE_BREAK;

  private static final Map<String, TagRole> ROLES = new HashMap<>(256);

  static {
    put(
        SKIPPED,
        "head script style noscript template svg math iframe frame frameset object embed applet"
            + " select textarea canvas audio video source track img area map link meta title base"
            + " param rp rt input datalist progress meter amp-list");
    put(
        INLINE,
        "a abbr acronym b basefont bdi bdo big blink cite code data del dfn em font i ins kbd label"
            + " mark nobr output picture q rb rtc ruby s samp small span strike strong sub sup time"
            + " tt u var wbr");
    put(LINE_BREAK, "br");
    put(BLOCK, "div p li ul ol section article h1 h2 h3 h4 h5 h6 header footer nav table tr td");
  }

  static TagRole of(Element element) {
    String tag = element.normalName();
    TagRole role = ROLES.get(tag);
    if (role != null) {
      return role;
    }
    return tag.indexOf('-') > 0 && isInLine(element) ? INLINE : BLOCK;
  }

  /** An element of the page's own in a paragraph, or right beside text, runs on in its line. */
  private static boolean isInLine(Element element) {
    Element parent = element.parent();
    return parent != null
        && (parent.normalName().equals("p")
            || isText(element.previousSibling())
            || isText(element.nextSibling()));
  }

  private static boolean isText(@Nullable Node node) {
    return node instanceof TextNode text && !text.isBlank();
  }

  private static void put(TagRole role, String tags) {
    for (String tag : tags.split(" ", -1)) {
      ROLES.put(tag.intern(), role); // as the parser's names are
    }
  }
}
