package org.copydesk.pipeline.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host's robots.txt that lies at another host: the value of {@code news.robots-referrals.v1},
 * keyed by the host that it is of. Without an answer it is a question, in the shard of the host
 * where the rules lie, whose owner alone may ask there; with one it goes back to the shard that it
 * came from.
 *
 * @param of the authority whose rules they are
 * @param address where they lie
 * @param hops redirects that led there
 * @param answer what was found there; null in a question
 */
public record RobotsReferral(String of, String address, int hops, @Nullable Answer answer) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.robots-referral.v1";

  /**
   * What was found.
   *
   * @param at when
   * @param status of the HTTP answer; 0 when there was none
   * @param text the rules, at most 500 KiB; null when there are none
   * @param trouble a short code of why nothing may be fetched before the rules are known; null when
   *     they are
   * @param retryAfter the pause that was asked for
   */
  public record Answer(
      Instant at,
      int status,
      @Nullable String text,
      @Nullable String trouble,
      @Nullable Duration retryAfter) {
    public Answer {
      Objects.requireNonNull(at, "at");
    }
  }

  public RobotsReferral {
    Objects.requireNonNull(of, "of");
    Objects.requireNonNull(address, "address");
  }

  /** The question about a host's rules. */
  public static RobotsReferral question(String of, String address, int hops) {
    return new RobotsReferral(of, address, hops, null);
  }

  /** The same with what was found. */
  public RobotsReferral answered(Answer found) {
    return new RobotsReferral(of, address, hops, found);
  }

  /** The host whose owner it is for. */
  public String recipient() {
    return answer == null ? Authority.of(address) : of;
  }
}
