package org.copydesk.extract.body;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** Reads what elements say of themselves. One page, one thread. */
final class MarkReader {
  /** A page's names come again and again: so many are remembered. */
  private static final int REMEMBERED = 256;

  private static final Map<String, Long> BY_TAG =
      table(
          Map.entry("nav", Mark.NAVIGATION.bit()),
          Map.entry("aside", Mark.ASIDE.bit()),
          Map.entry("header", Mark.HEADER.bit()),
          Map.entry("footer", Mark.FOOTER.bit()),
          Map.entry("form", Mark.FORM.bit()),
          Map.entry("button", Mark.CONTROL.bit()),
          Map.entry("label", Mark.CONTROL.bit()),
          Map.entry("figure", Mark.FIGURE.bit()),
          Map.entry("figcaption", Mark.CAPTION.bit()),
          Map.entry("blockquote", Mark.QUOTE.bit()),
          Map.entry("ul", Mark.LIST.bit()),
          Map.entry("ol", Mark.LIST.bit()),
          Map.entry("dl", Mark.LIST.bit()),
          Map.entry("table", Mark.TABLE.bit()),
          Map.entry("article", Mark.ARTICLE.bit()),
          Map.entry("main", Mark.MAIN.bit()),
          Map.entry("dialog", Mark.DIALOG.bit()),
          Map.entry("time", Mark.DATE.bit()));

  private static final Map<String, Long> BY_ROLE =
      Map.ofEntries(
          Map.entry("navigation", Mark.NAVIGATION.bit()),
          Map.entry("menu", Mark.NAVIGATION.bit()),
          Map.entry("menubar", Mark.NAVIGATION.bit()),
          Map.entry("tablist", Mark.NAVIGATION.bit()),
          Map.entry("banner", Mark.HEADER.bit()),
          Map.entry("contentinfo", Mark.FOOTER.bit()),
          Map.entry("complementary", Mark.ASIDE.bit()),
          Map.entry("dialog", Mark.DIALOG.bit()),
          Map.entry("alertdialog", Mark.DIALOG.bit()),
          Map.entry("alert", Mark.DIALOG.bit()),
          Map.entry("search", Mark.FORM.bit()),
          Map.entry("button", Mark.CONTROL.bit()),
          Map.entry("main", Mark.MAIN.bit()),
          Map.entry("article", Mark.ARTICLE.bit()));

  private static final Map<String, Long> BY_PROPERTY =
      Map.ofEntries(
          Map.entry("articlebody", Mark.BODY_TEXT.bit()),
          Map.entry("text", Mark.BODY_TEXT.bit()),
          Map.entry("author", Mark.BYLINE.bit()),
          Map.entry("datepublished", Mark.DATE.bit()),
          Map.entry("datemodified", Mark.DATE.bit()),
          Map.entry("caption", Mark.CAPTION.bit()),
          Map.entry("comment", Mark.COMMENTS.bit()),
          Map.entry("keywords", Mark.TAGS.bit()),
          Map.entry("breadcrumb", Mark.NAVIGATION.bit()));

  private final String[] names = new String[REMEMBERED];
  private final long[] marksOfNames = new long[REMEMBERED];

  MarkReader() {
    Arrays.fill(names, "");
  }

  /** A plain hash map is looked into faster than an immutable one. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  private static Map<String, Long> table(Map.Entry<String, Long>... entries) {
    return new HashMap<>(Map.ofEntries(entries));
  }

  long of(Element element) {
    String tag = element.normalName();
    long marks = BY_TAG.getOrDefault(tag, 0L);
    if (element.attributesSize() == 0) {
      return marks;
    }
    boolean named = !isWhole(tag);
    marks |= isStandIn(element) ? Mark.HIDDEN.bit() : 0L;
    for (Attribute attribute : element.attributes()) {
      marks |= ofAttribute(attribute.getKey(), attribute.getValue(), named);
    }
    return marks;
  }

  /** Whole articles carry the names of their topics and settings as classes. */
  private static boolean isWhole(String tag) {
    return tag.equals("body") || tag.equals("html") || tag.equals("article") || tag.equals("main");
  }

  private long ofAttribute(String key, String value, boolean named) {
    return switch (key) {
      case "class", "id", "data-testid", "data-component", "data-module", "data-type" ->
          named && !value.isEmpty() ? ofName(value) : 0L;
      case "role" -> BY_ROLE.getOrDefault(value.toLowerCase(Locale.ROOT), 0L);
      case "itemprop" -> BY_PROPERTY.getOrDefault(value.toLowerCase(Locale.ROOT), 0L);
      case "hidden" -> Mark.HIDDEN.bit();
      case "aria-hidden" -> value.equals("true") ? Mark.HIDDEN.bit() : 0L;
      case "style" -> isInvisible(value) ? Mark.HIDDEN.bit() : 0L;
      default -> 0L;
    };
  }

  private long ofName(String name) {
    int place = name.hashCode() & REMEMBERED - 1;
    if (!names[place].equals(name)) {
      names[place] = name;
      marksOfNames[place] = MarkVocabulary.BUNDLED.marksOf(name);
    }
    return marksOfNames[place];
  }

  /** Whether the element itself says that nothing of it is seen; a class is but a hint of that. */
  static boolean isUnseen(Element element) {
    return element.attributesSize() > 0
        && (element.hasAttr("hidden") || isStandIn(element) || isInvisible(element.attr("style")));
  }

  /** What AMP shows in place of what an element of its own loads; others write such words, too. */
  private static boolean isStandIn(Element element) {
    Element parent = element.parent();
    return parent != null
        && parent.normalName().startsWith("amp-")
        && (element.hasAttr("fallback") || element.hasAttr("placeholder"));
  }

  /**
   * Whether an element that would run on in its line stands alone by its own style. One that floats
   * does not: it is a word's first letter, set large.
   */
  static boolean isShownAsBlock(Element element) {
    if (element.attributesSize() == 0) {
      return false;
    }
    String style = element.attributes().get("style");
    return isDisplayed(style, "bloc") && !style.contains("float");
  }

  private static boolean isDisplayed(String style, String begin) {
    int display = style.indexOf("display");
    return display >= 0 && valueAt(style, display + "display".length()).startsWith(begin);
  }

  private static boolean isInvisible(String style) {
    return isDisplayed(style, "none")
        || style.contains("visibility:hidden")
        || style.contains("visibility: hidden")
        || style.contains("left:-999")
        || style.contains("left: -999");
  }

  private static String valueAt(String style, int from) {
    int index = from;
    while (index < style.length() && (style.charAt(index) == ':' || style.charAt(index) == ' ')) {
      index++;
    }
    return style.substring(index, Math.min(style.length(), index + 4));
  }
}
