package org.copydesk.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;

/** Page records as the fetching side writes them. */
final class PageRecords {
  static final Instant FETCHED = Instant.parse("2026-11-23T08:00:00Z");
  static final Traceparent TRACE = Traceparent.random();

  private static final String PARAGRAPH =
      " has stood in the valley for years, and the people who live on both banks have much to"
          + " say about it. They met on Monday evening in the old school, and talked until the"
          + " lamps were put out.";

  private PageRecords() {}

  static Outgoing page(String url, String html) {
    FetchedPage page =
        new FetchedPage(
            Ids.urlId(url),
            url,
            url,
            "fluss",
            Ids.uuidV7(Clock.systemUTC()),
            200,
            "text/html; charset=utf-8",
            false,
            FETCHED,
            html.getBytes(UTF_8));
    Envelope envelope =
        new Envelope(
            page.fetchId(),
            "/test",
            FetchedPage.TYPE,
            FETCHED,
            "text/html; charset=utf-8",
            TRACE,
            StageTimes.none().withFetched(FETCHED));
    return Outgoing.of(
        Topics.PAGES, "fluss.example", page.body(), envelope.toHeaders().with(page.toHeaders()));
  }

  static String articleHtml(String headline, String language, String beginning) {
    return "<html lang='"
        + language
        + "'><head><title>"
        + headline
        + "</title><meta property='article:published_time' content='2026-11-22T18:30:00+01:00'>"
        + "</head><body><nav><a href='/'>Start</a></nav><article><h1>"
        + headline
        + "</h1><p>"
        + beginning
        + PARAGRAPH
        + "</p><p>The council"
        + PARAGRAPH
        + "</p><p>The mayor"
        + PARAGRAPH
        + "</p></article><footer><a href='/i'>Impressum</a></footer></body></html>";
  }
}
