package org.copydesk.extract.metadata;

import java.util.Locale;
import java.util.function.Predicate;
import org.copydesk.extract.text.TextCleaner;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** Reads short texts the way a reader sees them: entities, tags and odd spaces resolved. */
final class MetadataText {
  /** From here on words are not parted by spaces, the letters before are of other scripts. */
  static final char FIRST_DENSE = '\u2e80';

  private static final int MAX_NODES = 500;

  private MetadataText() {}

  /** A value of a meta tag or JSON-LD: escaped entities and tags resolved, spaces single. */
  static String clean(String raw, int limit) {
    String text = raw.length() > 4 * limit ? raw.substring(0, 4 * limit) : raw;
    if (text.indexOf('&') >= 0) {
      text = Parser.unescapeEntities(text, false);
      if (text.indexOf('&') >= 0) {
        text = Parser.unescapeEntities(text, false);
      }
    }
    if (text.indexOf('<') >= 0) {
      text = withoutTags(text);
    }
    return collapse(text, limit);
  }

  /** Spaces of every kind become one; soft hyphens and zero-width characters go; ends trimmed. */
  static String collapse(CharSequence text, int limit) {
    if (text.length() <= limit && isClean(text)) {
      return text.toString();
    }
    return collapse(text, limit, false);
  }

  private static String collapse(CharSequence text, int limit, boolean keepNoBreakSpaces) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
    char gap = 0;
    for (int i = 0; i < text.length() && out.length() < limit; i++) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        gap = keepNoBreakSpaces && gap == 0 && isNoBreakSpace(c) ? c : ' ';
      } else if (c < 128 || !TextCleaner.isInvisible(text, i)) {
        if (gap != 0 && !out.isEmpty()) {
          out.append(gap);
        }
        gap = 0;
        out.append(c);
      }
    }
    return TextCleaner.compose(whole(out));
  }

  /** Halves of pairs replaced; one at the end was cut in two by the limit. */
  private static String whole(StringBuilder text) {
    int end = text.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
      end -= end > 0 && isSpace(text.charAt(end - 1)) ? 1 : 0;
      text.setLength(end);
    }
    for (int i = 0; i < text.length(); i++) {
      if (TextCleaner.isHalf(text, i)) {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }

  private static boolean isNoBreakSpace(char c) {
    return c == '\u00a0' || c == '\u202f';
  }

  /** Whether nothing needs to change: printable ASCII with single spaces inside. */
  private static boolean isClean(CharSequence text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }

  static boolean isSpace(char c) {
    if (c < 128) {
      return c <= ' ';
    }
    return c == '\u00a0' || c == '\u3000' || Character.isSpaceChar(c);
  }

  /**
   * The text of an element, at most {@code limit} characters, with a space at each element's edge.
   */
  static String of(Element element, int limit) {
    return collapse(gather(element, limit, ' ', MetadataText::isHidden), limit);
  }

  /**
   * Like {@link #of}, but a no-break space that stands alone stays one, as French sets them.
   *
   * @param without elements that are left out with all that is in them
   */
  static String asShown(Element element, int limit, Predicate<Element> without) {
    return collapse(gather(element, limit, ' ', without), limit, true);
  }

  /** Like {@link #of}, but blocks, links and times stand on lines of their own. */
  static String lines(Element element, int limit) {
    StringBuilder out = new StringBuilder();
    for (String line : gather(element, limit, '\n', MetadataText::isHidden).split("\n", -1)) {
      String clean = collapse(line, limit);
      if (!clean.isEmpty()) {
        out.append(out.isEmpty() ? "" : "\n").append(clean);
      }
    }
    return out.toString();
  }

  private static String gather(Element root, int limit, char edge, Predicate<Element> without) {
    StringBuilder out = new StringBuilder();
    Node node = root;
    boolean behindBlock = false;
    for (int seen = 0; seen < MAX_NODES && out.length() < limit; seen++) {
      boolean into = true;
      behindBlock |= node.previousSibling() instanceof Element before && before.isBlock();
      if (node instanceof TextNode text) {
        String whole = text.getWholeText();
        if (behindBlock && beginsWord(whole)) {
          out.append(edge);
        }
        behindBlock = false;
        if (edge == '\n') {
          whole = whole.replace('\n', ' ');
        }
        out.append(whole, 0, Math.min(whole.length(), limit));
      } else if (node instanceof Element element) {
        into = !without.test(element);
        if (element.isBlock() || element.nameIs("br") || (edge == '\n' && isApart(element))) {
          out.append(edge);
        } else if (edge == '\n' && element.nameIs("span")) {
          setApart(out);
        }
      }
      Node next = next(node, root, into);
      if (edge == '\n' && next != null && leavesLink(node, next)) {
        out.append(edge);
      }
      if (next == null) {
        break;
      }
      node = next;
    }
    return out.toString();
  }

  /** A colon behind a block goes with the words before it. */
  private static boolean beginsWord(String text) {
    return !text.isEmpty() && Character.isLetterOrDigit(text.charAt(0));
  }

  /** Spans that stand side by side without a space show as columns: a name, a job title. */
  private static void setApart(StringBuilder out) {
    int end = out.length();
    if (end > 0 && Character.isLetter(out.charAt(end - 1))) {
      int start = out.lastIndexOf("\n") + 1;
      out.append(out.substring(start).strip().indexOf(' ') > 0 ? '\n' : ' ');
    }
  }

  private static boolean isApart(Element element) {
    return element.nameIs("a") || element.nameIs("time");
  }

  /** Whether a step in document order ends a link or a time. */
  private static boolean leavesLink(Node from, Node to) {
    Node parent = from.parent();
    return parent instanceof Element element && isApart(element) && !parent.equals(to.parent());
  }

  /** Whether an element's text is never shown as text. */
  static boolean isHidden(Element element) {
    return switch (element.normalName()) {
      case "script", "style", "noscript", "template", "svg", "button", "select", "rt", "rp" -> true;
      default -> false;
    };
  }

  private static @org.jspecify.annotations.Nullable Node next(Node node, Node root, boolean into) {
    if (into && node.childNodeSize() > 0) {
      return node.childNode(0);
    }
    Node at = node;
    while (!at.equals(root)) {
      Node sibling = at.nextSibling();
      if (sibling != null) {
        return sibling;
      }
      Node parent = at.parent();
      if (parent == null) {
        return null;
      }
      at = parent;
    }
    return null;
  }

  private static String withoutTags(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean opens =
          c == '<'
              && at + 1 < text.length()
              && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '/');
      int close = opens ? text.indexOf('>', at) : -1;
      if (opens && close < 0) {
        out.append(text, at, text.length());
        break;
      }
      if (opens) {
        at = close + 1;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  /**
   * Letters and digits in lower case, single spaces between runs: for comparing titles and names.
   */
  static String folded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        if (gap && !out.isEmpty()) {
          out.append(' ');
        }
        gap = false;
        out.append(c);
      } else if (c != '\'' && c != '’' && c != '\u00ad') {
        gap = true;
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
