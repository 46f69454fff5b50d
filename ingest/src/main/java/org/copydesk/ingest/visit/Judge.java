package org.copydesk.ingest.visit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.PageType;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.fetch.RetryAfter;
import org.copydesk.ingest.robots.PageRules;

/** Tells what an answer means. Immutable, safe for many threads. */
final class Judge {

  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private final Clock clock;

  Judge(Clock clock) {
    this.clock = clock;
  }

  /** What the answer to a request for a page means. */
  Verdict page(FetchResult result) {
    return switch (result) {
      case FetchResult.Body body -> body(body);
      case FetchResult.Redirect redirect -> new Verdict.Follow(redirect.target());
      case FetchResult.NotModified same -> new Verdict.GiveUp("http-304", "unasked 304");
      case FetchResult.Status status -> status(status.head());
      case FetchResult.Refused refused ->
          new Verdict.Refuse(refused.refusal().rule().code(), refused.refusal().detail());
      case FetchResult.Broken broken ->
          new Verdict.Retry(broken.fault().code(), broken.detail(), broken.fault().isHostTrouble());
    };
  }

  /** What a status that is no success means, for pages and sources alike. */
  Verdict status(ResponseHead head) {
    int status = head.status();
    String reason = "http-" + status;
    return switch (status) {
      case 404, 410 -> new Verdict.Gone(reason);
      case 429, 503 ->
          new Verdict.BackOff(
              reason, RetryAfter.parse(head, LONGEST_RETRY_AFTER, clock).orElse(null));
      case 206 -> new Verdict.GiveUp(reason, "a part that nobody asked for");
      case 408, 425 -> new Verdict.Retry(reason, "status " + status, false);
      default -> {
        if (status >= 500 && status <= 599) {
          yield new Verdict.Retry(reason, "status " + status, true);
        }
        yield status >= 400 && status <= 499
            ? new Verdict.Refuse(reason, "status " + status)
            : new Verdict.GiveUp(reason, "unexpected status " + status);
      }
    };
  }

  private Verdict body(FetchResult.Body answer) {
    List<String> tags = answer.head().all("x-robots-tag");
    String type = answer.head().contentType().orElse(null);
    boolean isPage = PageType.isHtml(type, answer.body());
    PageRules rules = isPage ? PageRules.of(tags, answer.body()) : PageRules.ofHeaders(tags);
    PageRules.Refusal refusal = rules.refusal(clock).orElse(null);
    if (refusal != null) {
      return new Verdict.Refuse(refusal.reason(), refusal.detail());
    }
    return isPage
        ? new Verdict.Page(answer)
        : new Verdict.Refuse("content-type", type == null ? "none" : type);
  }
}
