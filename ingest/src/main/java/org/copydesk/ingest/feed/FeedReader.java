package org.copydesk.ingest.feed;

import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed of any common format from the bytes that a server sent: mended first, then read by
 * the names of its elements. Never throws for any input, never loads anything, and takes time
 * linear in the input. Thread-safe.
 */
public final class FeedReader {

  private static final int LOOK_AHEAD = 2_048;

  /** Of a feed that is served as a packed file; no feed comes near it. */
  private static final int MAX_UNPACKED = 10 << 20;

  private final XmlFeed xml;
  private final JsonFeed json;

  public FeedReader(FeedDates dates) {
    this.xml = new XmlFeed(dates);
    this.json = new JsonFeed(dates);
  }

  /**
   * Reads one answer.
   *
   * @param contentType the header, for its charset; the format is told by the content alone
   * @param address of the feed
   */
  public FeedReading read(byte[] body, @Nullable String contentType, URI address) {
    byte[] plain = Gunzip.isGzip(body) ? Gunzip.unpack(body, MAX_UNPACKED) : body;
    FeedText decoded = FeedText.decode(plain, contentType);
    String text = decoded.text().strip();
    if (text.isEmpty()) {
      return new FeedReading.Unreadable("empty");
    }
    Set<Repair> repairs = EnumSet.noneOf(Repair.class);
    if (decoded.isMended()) {
      repairs.add(Repair.CHARSET);
    }
    int brace = text.indexOf('{');
    int tag = text.indexOf('<');
    boolean isJson = brace >= 0 && (tag < 0 || brace < tag);
    return isJson ? json(text, brace, address, repairs) : xml(text, address, repairs);
  }

  /** JSON, with or without junk before it; or XML with a brace in the junk before it. */
  private FeedReading json(String text, int brace, URI address, Set<Repair> repairs) {
    Set<Repair> ofJson = EnumSet.noneOf(Repair.class);
    ofJson.addAll(repairs);
    if (brace > 0) {
      ofJson.add(Repair.LEADING_JUNK);
    }
    FeedReading reading = json.read(text.substring(brace), ofJson);
    boolean isRead = brace == 0 || reading instanceof FeedReading.Parsed;
    return isRead ? reading : xml(text, address, repairs);
  }

  private FeedReading xml(String text, URI address, Set<Repair> repairs) {
    FeedMender mender = new FeedMender();
    String mended = mender.mend(text);
    repairs.addAll(mender.repairs());
    if (!WellFormed.isXml(withoutDeclaration(mended))) {
      repairs.add(Repair.LENIENT);
    }
    return xml.read(mended, address, repairs)
        .<FeedReading>map(FeedReading.Parsed::new)
        .orElseGet(() -> new FeedReading.Unreadable(looksLikeHtml(mended) ? "html" : "not-a-feed"));
  }

  /** Its encoding was dealt with, and a second XML version would be refused. */
  private static String withoutDeclaration(String xml) {
    int end = xml.indexOf("?>");
    return xml.startsWith("<?xml") && end > 0 ? xml.substring(end + 2).stripLeading() : xml;
  }

  private static boolean looksLikeHtml(String text) {
    String start = text.substring(0, Math.min(LOOK_AHEAD, text.length())).toLowerCase(Locale.ROOT);
    return start.contains("<html") || start.contains("<body");
  }
}
