package org.copydesk.ingest.feed;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed of any common format from the bytes that a server sent. Mended first; then the
 * strict parser; where that refuses or loses dates, the lenient one. Never throws for any input,
 * never loads anything, and takes time linear in the input. Thread-safe.
 */
public final class FeedReader {

  private static final int LOOK_AHEAD = 2_048;

  private final LenientXmlFeed lenient;
  private final StrictXmlFeed strict;
  private final JsonFeed json;

  public FeedReader(FeedDates dates) {
    this.lenient = new LenientXmlFeed(dates);
    this.strict = new StrictXmlFeed(dates);
    this.json = new JsonFeed(dates);
  }

  /**
   * Reads one answer.
   *
   * @param contentType the header, for its charset; the format is told by the content alone
   */
  public FeedReading read(byte[] body, @Nullable String contentType) {
    FeedText decoded = FeedText.decode(body, contentType);
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
    return isJson ? json(text, brace, repairs) : xml(text, repairs);
  }

  /** JSON, with or without junk before it; or XML with a brace in the junk before it. */
  private FeedReading json(String text, int brace, Set<Repair> repairs) {
    Set<Repair> ofJson = EnumSet.noneOf(Repair.class);
    ofJson.addAll(repairs);
    if (brace > 0) {
      ofJson.add(Repair.LEADING_JUNK);
    }
    FeedReading reading = json.read(text.substring(brace), ofJson);
    boolean isRead = brace == 0 || reading instanceof FeedReading.Parsed;
    return isRead ? reading : xml(text, repairs);
  }

  private FeedReading xml(String text, Set<Repair> repairs) {
    FeedMender mender = new FeedMender();
    String mended = mender.mend(text);
    repairs.addAll(mender.repairs());
    Optional<Feed> strictly =
        XmlDepth.isShallow(mended) ? strict.read(mended, repairs) : Optional.empty();
    if (strictly.isPresent()
        && strictly.get().isEachDated()
        && !strictly.get().entries().isEmpty()) {
      return new FeedReading.Parsed(strictly.get());
    }
    repairs.add(Repair.LENIENT);
    Optional<Feed> leniently = lenient.read(mended, repairs);
    return better(strictly, leniently)
        .<FeedReading>map(FeedReading.Parsed::new)
        .orElseGet(() -> new FeedReading.Unreadable(looksLikeHtml(mended) ? "html" : "not-a-feed"));
  }

  /** The strict reading, unless the lenient one saw more. */
  private static Optional<Feed> better(Optional<Feed> strictly, Optional<Feed> leniently) {
    if (strictly.isEmpty() || leniently.isEmpty()) {
      return strictly.or(() -> leniently);
    }
    Feed first = strictly.get();
    Feed second = leniently.get();
    boolean sawMore =
        second.entries().size() > first.entries().size()
            || (second.entries().size() == first.entries().size()
                && second.datedCount() > first.datedCount());
    return sawMore ? leniently : strictly;
  }

  private static boolean looksLikeHtml(String text) {
    String start = text.substring(0, Math.min(LOOK_AHEAD, text.length())).toLowerCase(Locale.ROOT);
    return start.contains("<html") || start.contains("<body");
  }
}
