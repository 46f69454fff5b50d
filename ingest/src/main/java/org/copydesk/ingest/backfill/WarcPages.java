package org.copydesk.ingest.backfill;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.copydesk.ingest.fetch.PageType;
import org.copydesk.ingest.robots.PageRules;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.ingest.state.Records;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcTruncationReason;

/**
 * Makes pages of WARC records, as if they had been fetched when the archive says; says of all
 * others why they are none. One thread at a time.
 */
final class WarcPages {

  /** Beyond the body: status line, headers and the marks of chunks. */
  private static final int MAX_HEAD = 1 << 20;

  private static final int MAX_TYPE = 200;
  private static final Instant FIRST_WEB_PAGE = Instant.parse("1990-01-01T00:00:00Z");
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private final String sourceId;
  private final Records records;
  private final int maxBody;
  private final Clock clock;
  private final UrlNormalizer normalizer = new UrlNormalizer();

  /** Why a record is no page. */
  private static final class NotAPage extends Exception {
    private static final long serialVersionUID = 1L;
    final String reason;
    final boolean isFault;

    NotAPage(String reason, boolean isFault, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
      this.isFault = isFault;
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  /** What a response or resource record holds. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and copies of 5 MiB cost
  private record Content(
      int status, @Nullable String type, List<String> robots, byte[] body, boolean truncated) {}

  /**
   * @param sourceId the source that the pages are counted to
   * @param maxBody where a page is cut, in bytes
   */
  WarcPages(String sourceId, Records records, int maxBody, Clock clock) {
    this.sourceId = sourceId;
    this.records = records;
    this.maxBody = maxBody;
    this.clock = clock;
  }

  /**
   * What a record is.
   *
   * @throws IOException when the file is damaged or ends within it
   */
  Entry entry(WarcRecord record, long number, long offset) throws IOException {
    String url = record.headers().first("WARC-Target-URI").map(WarcPages::bare).orElse(null);
    try {
      return new Entry.Usable(records.page(page(record, url), job(url)));
    } catch (NotAPage not) {
      String shown = url == null || url.length() <= MAX_TYPE ? url : url.substring(0, MAX_TYPE);
      return new Entry.Skipped(number, offset, not.reason, not.isFault, shown, not.detail());
    }
  }

  private FetchedPage page(WarcRecord record, @Nullable String target)
      throws NotAPage, IOException {
    String type = record.headers().first("WARC-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    requirePageType(type);
    URI url = url(target);
    Instant date = date(record);
    Content content = type.equals("response") ? response(record) : resource(record);
    if (content.body().length == 0) {
      throw new NotAPage("empty-body", false, "nothing was captured");
    }
    if (!PageType.isHtml(content.type(), content.body())) {
      throw new NotAPage("content-type", false, content.type() == null ? "none" : content.type());
    }
    PageRules.Refusal refusal =
        PageRules.of(content.robots(), content.body()).refusal(clock).orElse(null);
    if (refusal != null) {
      throw new NotAPage(refusal.reason(), false, refusal.detail());
    }
    boolean cut = content.truncated() || record.truncated() != WarcTruncationReason.NOT_TRUNCATED;
    String id = record.headers().first("WARC-Record-ID").orElse("") + " " + date + " " + url;
    return new FetchedPage(
        Ids.urlId(url.toString()),
        url.toString(),
        url.toString(),
        sourceId,
        Ids.uuidV7(date, id),
        content.status(),
        content.type(),
        cut,
        date,
        content.body());
  }

  private static void requirePageType(String type) throws NotAPage {
    switch (type) {
      case "response", "resource" -> {
        return;
      }
      case "warcinfo", "request", "metadata", "revisit", "conversion", "continuation" ->
          throw new NotAPage(type, false, "a record of this type holds no page");
      default -> throw new NotAPage("other-record", false, "WARC-Type " + type);
    }
  }

  private URI url(@Nullable String target) throws NotAPage {
    if (target == null) {
      throw new NotAPage("bad-url", true, "no WARC-Target-URI");
    }
    String lower = target.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new NotAPage("not-http", false, "no http or https URL");
    }
    return normalizer
        .normalize(target)
        .orElseThrow(() -> new NotAPage("bad-url", true, "not a usable web address"));
  }

  private Instant date(WarcRecord record) throws NotAPage {
    try {
      Instant date = record.date();
      if (date.isBefore(FIRST_WEB_PAGE) || date.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
        throw new NotAPage("bad-date", true, "WARC-Date " + date);
      }
      return date;
    } catch (RuntimeException unreadable) {
      throw new NotAPage("bad-date", true, "no WARC-Date that can be read");
    }
  }

  private Content response(WarcRecord record) throws NotAPage, IOException {
    byte[] block = block(record);
    CapturedResponse captured;
    try {
      captured = CapturedResponse.read(block, maxBody);
    } catch (CapturedResponse.UnknownEncoding e) {
      throw new NotAPage("content-encoding", false, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      throw new NotAPage("bad-http", true, "no HTTP response");
    }
    int status = captured.status();
    if (status < 200 || status > 299) {
      throw new NotAPage(
          status >= 100 && status <= 599 ? "http-" + status : "bad-http",
          false,
          "status " + status);
    }
    boolean cut = captured.truncated() || block.length == maxBlock();
    return new Content(
        status,
        type(captured.header("Content-Type")),
        captured.headers("X-Robots-Tag"),
        captured.body(),
        cut);
  }

  private Content resource(WarcRecord record) throws IOException {
    byte[] block = block(record);
    boolean cut = block.length > maxBody;
    byte[] body = cut ? java.util.Arrays.copyOf(block, maxBody) : block;
    return new Content(200, type(record.headers().first("Content-Type")), List.of(), body, cut);
  }

  private byte[] block(WarcRecord record) throws IOException {
    return record.body().stream().readNBytes(maxBlock());
  }

  private int maxBlock() {
    return maxBody + MAX_HEAD;
  }

  private static @Nullable String type(Optional<String> header) {
    return header
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f))
        .map(text -> text.length() <= MAX_TYPE ? text : text.substring(0, MAX_TYPE))
        .orElse(null);
  }

  private PageJob job(@Nullable String target) {
    String url = normalizer.normalize(String.valueOf(target)).map(URI::toString).orElse("");
    UrlToFetch found =
        new UrlToFetch(Ids.urlId(url), url, sourceId, UrlToFetch.Why.NEW, null, null, null);
    return new PageJob(
        found, 0, PageJob.PARKED, 0, 0, clock.instant(), Traceparent.random(), Lane.BACKFILL);
  }

  /** Some writers put the URL in angle brackets. */
  private static String bare(String target) {
    String text = target.strip();
    return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
  }
}
