package org.copydesk.ingest.sitemap;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.ingest.feed.FeedMender;
import org.copydesk.ingest.feed.FeedReader;
import org.copydesk.ingest.feed.FeedReading;
import org.copydesk.ingest.feed.FeedText;
import org.copydesk.ingest.feed.Gunzip;
import org.copydesk.ingest.feed.Repair;
import org.copydesk.ingest.fetch.FetchRequest;

/**
 * Reads sitemaps of all kinds that sitemaps.org names (XML, feeds, lists of lines), with Google's
 * news extension, mended as feeds are. Never throws for any input. Thread-safe; several are read at
 * a time, but no more than {@link FetchRequest#SITEMAP_MAX_BYTES} in all, for while a text is read
 * there are several copies of it. The others wait.
 */
public final class SitemapReader {

  private static final Comparator<FeedEntry> NEWEST_FIRST =
      Comparator.comparing(SitemapReader::date).reversed();

  private final FeedDates dates;
  private final FeedReader feeds;
  private final Semaphore room = new Semaphore(FetchRequest.SITEMAP_MAX_BYTES, true);

  public SitemapReader(FeedDates dates) {
    this.dates = dates;
    this.feeds = new FeedReader(dates);
  }

  /** Reads one answer of the sitemap at an address. */
  public SitemapReading read(byte[] body, URI address) {
    int bytes =
        Gunzip.isGzip(body)
            ? FetchRequest.SITEMAP_MAX_BYTES
            : Math.min(body.length, FetchRequest.SITEMAP_MAX_BYTES);
    room.acquireUninterruptibly(bytes);
    try {
      return readNow(body, address);
    } finally {
      room.release(bytes);
    }
  }

  private SitemapReading readNow(byte[] body, URI address) {
    byte[] plain = Gunzip.isGzip(body) ? Gunzip.unpack(body, FetchRequest.SITEMAP_MAX_BYTES) : body;
    FeedText decoded = FeedText.decode(plain, null);
    FeedMender mender = new FeedMender();
    SitemapXml sitemap = SitemapXml.read(mender.mend(decoded.text()), address, dates);
    if (!sitemap.isSitemap()) {
      return otherKind(plain, decoded, address);
    }
    Set<Repair> repairs = repairs(decoded);
    repairs.addAll(mender.repairs());
    if (sitemap.isCut()) {
      repairs.add(Repair.CUT);
    }
    return sitemap.children().isEmpty()
        ? pages(sitemap.pages(), repairs)
        : new SitemapReading.Index(sitemap.children(), repairs);
  }

  private SitemapReading otherKind(byte[] body, FeedText decoded, URI address) {
    if (feeds.read(body, null, address) instanceof FeedReading.Parsed parsed) {
      return new SitemapReading.Pages(parsed.feed());
    }
    Set<Repair> repairs = repairs(decoded);
    String text = decoded.text();
    if (body.length >= FetchRequest.SITEMAP_MAX_BYTES) {
      repairs.add(Repair.TRUNCATED);
      text = text.substring(0, text.lastIndexOf('\n') + 1);
    }
    List<FeedEntry> lines = text.stripLeading().startsWith("<") ? List.of() : lines(text);
    return lines.isEmpty() ? new SitemapReading.Unreadable("not-a-sitemap") : pages(lines, repairs);
  }

  private static List<FeedEntry> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("http://") || line.startsWith("https://"))
        .distinct()
        .map(line -> new FeedEntry(line, null, null, null))
        .toList();
  }

  /** The newest; of those without a date, both ends, for no rule says at which they grow. */
  private static SitemapReading pages(List<FeedEntry> found, Set<Repair> repairs) {
    List<FeedEntry> kept = new ArrayList<>(found.stream().filter(FeedEntry::isDated).toList());
    kept.sort(NEWEST_FIRST);
    List<FeedEntry> undated = found.stream().filter(page -> !page.isDated()).toList();
    kept.addAll(SitemapChoice.ends(undated, Math.max(0, Feed.MAX_ENTRIES - kept.size())));
    if (kept.size() < found.size()) {
      repairs.add(Repair.CUT);
    }
    return new SitemapReading.Pages(new Feed(kept, 0, null, repairs));
  }

  private static Set<Repair> repairs(FeedText decoded) {
    Set<Repair> repairs = EnumSet.noneOf(Repair.class);
    if (decoded.isMended()) {
      repairs.add(Repair.CHARSET);
    }
    return repairs;
  }

  private static Instant date(FeedEntry entry) {
    Instant published = entry.published();
    Instant updated = entry.updated();
    return published != null ? published : updated != null ? updated : Instant.EPOCH;
  }
}
