package org.copydesk.extract.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in a tag behind its name, to its end. Attributes that nothing here asks for are
 * passed over, unless the page names parts of itself by selectors, which may ask for any. Single
 * use, one thread.
 */
final class AttributeReader {
  private static final int MOST = 100;

  /** As JSON-LD calls the selectors of the parts of a page that are paid for. */
  private static final String SELECTOR = "cssSelector";

  /** Whatever reads an attribute has to have its name here. */
  private static final Map<String, String> READ =
      names(
          "aria-hidden class colspan content data-component data-datetime data-module data-testid"
              + " data-timestamp data-type datetime fallback hidden href hreflang http-equiv id"
              + " itemprop itemtype lang name placeholder property rel role rowspan src srcset style title type value"
              + " xml:lang");

  private static final NameTable<String> NAMES = new NameTable<>(READ);

  private static final boolean[] ENDS_NAME = new boolean[256];

  static {
    for (char sign : "=>/< \n\t\r\f".toCharArray()) {
      ENDS_NAME[sign] = true;
    }
  }

  private final byte[] page;
  private final String characters;
  private final @Nullable String[] otherNames = new @Nullable String[256];
  private final RepeatedValues classes;
  private final boolean readsAll;
  private @Nullable Attributes attributes;
  private boolean selfClosing;
  private int count;
  private String[] seen = new String[16];

  AttributeReader(byte[] page, String characters) {
    this.page = page;
    this.characters = characters;
    this.classes = new RepeatedValues(page, characters, true);
    this.readsAll = characters.contains(SELECTOR);
  }

  private static Map<String, String> names(String names) {
    Map<String, String> table = new HashMap<>();
    for (String name : names.split(" ", -1)) {
      table.put(name, name.intern()); // so that a look-up under a literal need not compare letters
    }
    return table;
  }

  /** Whether an attribute of the tree may be asked for in every page. */
  static boolean isRead(String name) {
    return READ.containsKey(name);
  }

  @Nullable Attributes attributes() {
    return attributes;
  }

  boolean isSelfClosing() {
    return selfClosing;
  }

  /** Reads from behind the tag's name; returns the place behind the tag. */
  int read(int from) {
    attributes = null;
    selfClosing = false;
    count = 0;
    int at = from;
    while (at < page.length) {
      byte sign = page[at];
      if (sign == '>') {
        return at + 1;
      }
      if (sign == '/') {
        selfClosing = at + 1 < page.length && page[at + 1] == '>';
        at++;
      } else if (MarkupReader.isSpace(sign)) {
        at++;
      } else {
        at = attribute(at);
      }
    }
    throw new UnsurePageException("unclosed tag");
  }

  private int attribute(int start) {
    int at = start;
    while (at < page.length && isNamePart(page[at])) {
      at++;
    }
    int hash = NameTable.hashOf(page, start, at);
    if (at == start || at == page.length || page[at] == '<') {
      throw new UnsurePageException("odd sign in a tag");
    }
    String known = NAMES.find(page, start, at, hash);
    String name = known == null && readsAll ? other(start, at, hash) : known;
    int behind = at;
    while (behind < page.length && MarkupReader.isSpace(page[behind])) {
      behind++;
    }
    if (behind < page.length && page[behind] == '=') {
      return value(name, behind + 1);
    }
    if (name != null) {
      add(name, "");
    }
    return at;
  }

  /** A page's own names come again and again. */
  private String other(int start, int end, int hash) {
    int place = hash & otherNames.length - 1;
    String last = otherNames[place];
    if (last == null || !isSame(last, start, end)) {
      last = lower(page, start, end);
      otherNames[place] = last;
    }
    return last;
  }

  private boolean isSame(String name, int start, int end) {
    if (name.length() != end - start) {
      return false;
    }
    for (int index = 0; index < name.length(); index++) {
      if (name.charAt(index) != NameTable.lower(page[start + index])) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param name null for one that is passed over
   */
  private int value(@Nullable String name, int from) {
    int at = from;
    while (at < page.length && MarkupReader.isSpace(page[at])) {
      at++;
    }
    byte quote = at < page.length ? page[at] : 0;
    if (quote == '"' || quote == '\'') {
      int close = characters.indexOf(quote, at + 1);
      if (close < 0) {
        throw new UnsurePageException("unclosed value");
      }
      if (name != null) {
        add(name, name.equals("class") ? classes.text(at + 1, close) : text(at + 1, close));
      }
      return close + 1;
    }
    int end = at;
    while (end < page.length && page[end] != '>' && !MarkupReader.isSpace(page[end])) {
      end++;
    }
    if (end == at) {
      throw new UnsurePageException("no value");
    }
    if (name != null) {
      add(name, text(at, end));
    }
    return end;
  }

  private String text(int start, int end) {
    String text = new String(page, start, end - start, UTF_8);
    return characters.indexOf('&', start, end) < 0 ? text : References.resolve(text, true);
  }

  /** Of two values under one name the first counts. */
  private void add(String name, String value) {
    for (int index = 0; index < count; index++) {
      if (seen[index].equals(name)) {
        return;
      }
    }
    if (count == MOST) {
      throw new UnsurePageException("very many attributes");
    }
    if (count == seen.length) {
      seen = Arrays.copyOf(seen, 2 * count);
    }
    seen[count++] = name;
    Attributes all = attributes;
    if (all == null) {
      all = new Attributes();
      attributes = all;
    }
    all.add(name, value);
  }

  static String lower(byte[] page, int start, int end) {
    byte[] name = Arrays.copyOfRange(page, start, end);
    for (int index = 0; index < name.length; index++) {
      name[index] = NameTable.lower(name[index]);
    }
    return new String(name, UTF_8);
  }

  private static boolean isNamePart(byte sign) {
    return !ENDS_NAME[sign & 0xFF];
  }
}
