package org.copydesk.ingest.feed;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Mends what feeds and sitemaps commonly get wrong, in linear time, so that an XML parser can read
 * them: control characters, junk around the document, document types, CDATA sections without an
 * end, undeclared entities, a missing end.
 */
public final class FeedMender {

  /** Longer is no entity. */
  private static final int MAX_ENTITY = 12;

  private static final String CDATA = "<![CDATA[";

  /** The tag's prefix and its local name. */
  private static final Pattern ROOT =
      Pattern.compile(
          "<(\\w++:)?+(rss|feed|rdf|channel|urlset|sitemapindex)[\\s>]", Pattern.CASE_INSENSITIVE);

  private static final String NAME_ENDS = "> \t\r\n/";

  private final Set<Repair> repairs = EnumSet.noneOf(Repair.class);

  /** What was mended so far. */
  public Set<Repair> repairs() {
    return repairs;
  }

  /** The text, fit for an XML parser. */
  public String mend(String text) {
    String clean = withoutControlCharacters(text);
    clean = withoutLeadingJunk(clean);
    clean = withoutDoctype(clean);
    clean = withEndedCdata(clean);
    clean = withoutTrailingJunk(clean);
    return withKnownEntities(clean);
  }

  private String withoutControlCharacters(String text) {
    if (text.codePoints().allMatch(FeedMender::isXmlCharacter)) {
      return text;
    }
    repairs.add(Repair.CONTROL_CHARACTERS);
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isXmlCharacter(c)) {
        kept.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return kept.toString();
  }

  /** XML 1.0, production 2. */
  private static boolean isXmlCharacter(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  private String withoutLeadingJunk(String text) {
    int start = text.indexOf('<');
    if (start > 0 && !text.substring(0, start).isBlank()) {
      repairs.add(Repair.LEADING_JUNK);
    }
    return start < 0 ? text : text.substring(start);
  }

  /** Its entities go with it: what they stand for is the sender's business, not ours. */
  private String withoutDoctype(String text) {
    int start = indexOfIgnoringCase(text, "<!doctype", Math.min(text.length(), 4_096));
    if (start < 0) {
      return text;
    }
    repairs.add(Repair.DOCTYPE);
    int subset = text.indexOf('[', start);
    int end = text.indexOf('>', start);
    if (subset >= 0 && subset < end) {
      int close = text.indexOf("]", subset);
      end = close < 0 ? -1 : text.indexOf('>', close);
    }
    return end < 0 ? text.substring(0, start) : text.substring(0, start) + text.substring(end + 1);
  }

  private String withEndedCdata(String text) {
    String mended = CdataEnds.mended(text);
    if (!mended.equals(text)) {
      repairs.add(Repair.CDATA);
    }
    return mended;
  }

  /** Only the end of the root that was opened counts: an entry may write about others. */
  private String withoutTrailingJunk(String text) {
    Matcher root = ROOT.matcher(text);
    if (!root.find()) {
      return text;
    }
    String prefix = root.group(1) == null ? "" : root.group(1);
    int end = lastTag(text, "</" + prefix + root.group(2));
    int after = end < 0 ? -1 : text.indexOf('>', end) + 1;
    if (after <= 0) {
      return withoutBrokenEntry(text, entryName(prefix, root.group(2)));
    }
    if (text.substring(after).isBlank()) {
      return text;
    }
    repairs.add(Repair.TRAILING_JUNK);
    return text.substring(0, after);
  }

  private static String entryName(String prefix, String root) {
    return switch (root.toLowerCase(Locale.ROOT)) {
      case "feed" -> prefix + "entry";
      case "urlset" -> prefix + "url";
      case "sitemapindex" -> prefix + "sitemap";
      default -> "item";
    };
  }

  /** Half an entry may hold half a link. */
  private String withoutBrokenEntry(String text, String entry) {
    int open = lastTag(text, "<" + entry);
    if (open < 0 || lastTag(text, "</channel") > open) {
      return text;
    }
    repairs.add(Repair.TRUNCATED);
    return open > lastTag(text, "</" + entry) ? text.substring(0, open) : text;
  }

  /** Where a tag stands last, in any case of letters; below 0 when it stands nowhere. */
  private static int lastTag(String text, String tag) {
    for (int i = text.lastIndexOf('<'); i >= 0; i = text.lastIndexOf('<', i - 1)) {
      int end = i + tag.length();
      boolean isTag = text.regionMatches(true, i, tag, 0, tag.length());
      if (isTag && end < text.length() && NAME_ENDS.indexOf(text.charAt(end)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private String withKnownEntities(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text.length() + 64);
    int from = 0;
    int cdata = text.indexOf(CDATA);
    int at = text.indexOf('&');
    while (at >= 0) {
      if (cdata >= 0 && cdata < at) {
        // What stands in a CDATA section needs no mending.
        int end = text.indexOf("]]>", cdata);
        int after = end < 0 ? text.length() : end;
        mended.append(text, from, after);
        from = after;
        cdata = text.indexOf(CDATA, after);
      } else {
        mended.append(text, from, at);
        from = at + appendReference(text, at, mended);
      }
      at = text.indexOf('&', from);
    }
    return mended.append(text, from, text.length()).toString();
  }

  /** Appends the reference that begins here in a form XML knows; gives the length it had. */
  private int appendReference(String text, int at, StringBuilder mended) {
    String name = referenceName(text, at);
    int length = name.length() + 2;
    if (isKnownToXml(name)) {
      mended.append(text, at, at + length);
      return length;
    }
    repairs.add(Repair.ENTITIES);
    String html = name.isEmpty() ? "" : htmlEntity(name);
    if (html.isEmpty()) {
      mended.append("&amp;");
      return 1;
    }
    mended.append(html);
    return length;
  }

  /** What stands between the ampersand and a semicolon close by, or nothing. */
  private static String referenceName(String text, int at) {
    int limit = Math.min(text.length(), at + MAX_ENTITY);
    for (int i = at + 1; i < limit; i++) {
      if (text.charAt(i) == ';') {
        return text.substring(at + 1, i);
      }
    }
    return "";
  }

  private static boolean isKnownToXml(String name) {
    return switch (name) {
      case "amp", "lt", "gt", "quot", "apos" -> true;
      default -> isCharacterReference(name);
    };
  }

  private static boolean isCharacterReference(String name) {
    if (!name.startsWith("#") || name.length() < 2) {
      return false;
    }
    boolean isHex = name.charAt(1) == 'x';
    String digits = name.substring(isHex ? 2 : 1);
    try {
      return isXmlCharacter(Integer.parseInt(digits, isHex ? 16 : 10));
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  /** The characters of an HTML entity, or nothing when there is no such entity. */
  private static String htmlEntity(String name) {
    boolean isName = name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    if (!isName) {
      return "";
    }
    String decoded = Parser.unescapeEntities("&" + name + ";", true);
    return decoded.startsWith("&") || decoded.equals("<") ? "" : decoded;
  }

  private static int indexOfIgnoringCase(String text, String sought, int before) {
    for (int i = text.indexOf('<'); i >= 0 && i < before; i = text.indexOf('<', i + 1)) {
      if (text.regionMatches(true, i, sought, 0, sought.length())) {
        return i;
      }
    }
    return -1;
  }
}
