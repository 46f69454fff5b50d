package org.copydesk.extract.tree;

import static org.copydesk.extract.tree.TagName.Rule.*;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/** A tag's name with all that the tree's rules ask about it. Immutable, compared by identity. */
final class TagName {
  /** What a start tag of that name does in a body; the end tag's rule follows from it. */
  enum Rule {
    ORDINARY,
    /** Closes an open paragraph. */
    BLOCK,
    PARAGRAPH,
    HEADING,
    PREFORMATTED,
    ITEM,
    TERM,
    FORM,
    LINK,
    FORMATTING,
    BUTTON,
    TABLE,
    TABLE_PART,
    VOID,
    INPUT,
    /** A void element around which no formatting is opened again. */
    MEDIA,
    RULER,
    HEAD_VOID,
    HEAD_TEXT,
    RAW_TEXT,
    TEXT_AREA,
    /** Its content is a tree of its own, in which nothing outside is closed. */
    APART,
    OBJECT,
    SELECT,
    OPTION,
    FOREIGN,
    HTML,
    HEAD,
    BODY,
    /** Left to the other parser. */
    UNSURE
  }

  private static final int SPECIAL = 1;
  private static final int SCOPE = 2;
  private static final int IMPLIED_END = 4;
  private static final int BREAKS_OUT = 8;

  private static final Map<String, TagName> KNOWN = new HashMap<>();

  static {
    put(BLOCK, SPECIAL, "address article aside blockquote center details dir div dl fieldset");
    put(BLOCK, SPECIAL, "figcaption figure footer header hgroup main menu nav ol section summary");
    put(BLOCK, SPECIAL, "ul search");
    put(BLOCK, 0, "dialog");
    put(PARAGRAPH, SPECIAL | IMPLIED_END, "p");
    put(HEADING, SPECIAL, "h1 h2 h3 h4 h5 h6");
    put(PREFORMATTED, SPECIAL, "pre listing");
    put(ITEM, SPECIAL | IMPLIED_END, "li");
    put(TERM, SPECIAL | IMPLIED_END, "dd dt");
    put(FORM, SPECIAL, "form");
    put(LINK, 0, "a");
    put(FORMATTING, 0, "b big code em font i s small strike strong tt u");
    put(BUTTON, SPECIAL, "button");
    put(TABLE, SPECIAL | SCOPE, "table");
    put(TABLE_PART, SPECIAL, "col colgroup tbody tfoot thead tr");
    put(TABLE_PART, SPECIAL | SCOPE, "caption td th");
    put(VOID, SPECIAL, "area br embed img keygen wbr");
    put(INPUT, SPECIAL, "input");
    put(MEDIA, SPECIAL, "param source track");
    put(RULER, SPECIAL, "hr");
    put(HEAD_VOID, SPECIAL, "base basefont bgsound link meta");
    put(HEAD_TEXT, SPECIAL, "title style script noframes");
    put(RAW_TEXT, SPECIAL, "iframe noembed");
    put(TEXT_AREA, SPECIAL, "textarea");
    put(APART, SPECIAL | SCOPE, "noscript template");
    put(OBJECT, SPECIAL | SCOPE, "applet marquee object");
    put(SELECT, SPECIAL | SCOPE, "select");
    put(OPTION, IMPLIED_END, "option optgroup");
    KNOWN.put("svg", foreign("svg"));
    put(HTML, SPECIAL | SCOPE, "html");
    put(HEAD, SPECIAL, "head");
    put(BODY, SPECIAL, "body");
    put(ORDINARY, 0, "span label time picture video audio canvas abbr cite ins del q mark sub sup");
    put(UNSURE, SPECIAL, "command frame frameset isindex plaintext xmp");
    put(UNSURE, 0, "image math nobr rb rp rt rtc");
    breaksOut("b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head");
    breaksOut(
        "hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup");
    breaksOut("table tt u ul var font script math");
  }

  private static final NameTable<TagName> NAMES = new NameTable<>(KNOWN);

  final String text;
  final byte[] bytes;
  final Tag tag;
  final Rule rule;
  private int traits;

  private TagName(String text, Rule rule, int traits) {
    this(text, Tag.valueOf(text, Parser.NamespaceHtml, ParseSettings.htmlDefault), rule, traits);
  }

  private TagName(String text, Tag tag, Rule rule, int traits) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    this.tag = tag;
    this.rule = rule;
    this.traits = traits;
  }

  private static void put(Rule rule, int traits, String names) {
    for (String word : names.split(" ", -1)) {
      String name =
          word.intern(); // so that to find it under a literal takes no look at its letters
      KNOWN.put(name, new TagName(name, rule, traits));
    }
  }

  private static void breaksOut(String names) {
    for (String name : names.split(" ", -1)) {
      KNOWN.computeIfAbsent(name.intern(), text -> new TagName(text, ORDINARY, 0)).traits |=
          BREAKS_OUT;
    }
  }

  /** The name in a page, in whatever case; null when it is none of those that have rules. */
  static @Nullable TagName find(byte[] page, int start, int end, int hash) {
    return NAMES.find(page, start, end, hash);
  }

  /** A known name. */
  static TagName of(String name) {
    TagName known = KNOWN.get(name);
    if (known == null) {
      throw new IllegalArgumentException(name);
    }
    return known;
  }

  /** A name without rules, in lower case. */
  static TagName other(String name) {
    return new TagName(name, ORDINARY, 0);
  }

  /** A name inside of a picture. */
  static TagName foreign(String name) {
    return new TagName(
        name, Tag.valueOf(name, Parser.NamespaceSvg, ParseSettings.htmlDefault), FOREIGN, 0);
  }

  boolean isSpecial() {
    return (traits & SPECIAL) != 0;
  }

  /** Whether a line of text ends at its start and at its end, so that no space is shown beside. */
  boolean endsLine() {
    return switch (rule) {
      case BLOCK, PARAGRAPH, HEADING, ITEM, TERM, FORM, TABLE, TABLE_PART, RULER, BODY -> true;
      default -> false;
    };
  }

  /** Whether it shows nothing, and the line goes on behind it. */
  boolean isUnseen() {
    return rule == Rule.HEAD_TEXT || rule == Rule.HEAD_VOID;
  }

  /** Whether a search for an open element ends here. */
  boolean isScope() {
    return (traits & SCOPE) != 0;
  }

  boolean endsByItself() {
    return (traits & IMPLIED_END) != 0;
  }

  /** Whether it ends the picture that it stands in, or is otherwise odd there. */
  boolean breaksOut() {
    return (traits & BREAKS_OUT) != 0;
  }
}
