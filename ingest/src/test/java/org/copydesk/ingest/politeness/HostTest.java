package org.copydesk.ingest.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.HostState;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.RobotsReferral;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlToFetch;
import org.junit.jupiter.api.Test;

final class HostTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration DELAY = Duration.ofSeconds(2);

  private final Host host =
      new Host(
          "example.org",
          0,
          PolitenessLimits.of(DELAY, 8, 8),
          new AddressLimit(8),
          new RulesRoom(1 << 20),
          NOON);

  private static final Traceparent TRACE = Traceparent.random();

  @Test
  void nextRequestComesADelayAfterTheLastOneEnded() {
    host.requested(NOON, Duration.ofMillis(100));

    assertThat(host.nextAllowed()).isEqualTo(NOON.plus(DELAY));
  }

  @Test
  void pauseThatRobotsTxtAsksForCountsFromItsOwnAnswer() {
    host.requested(NOON, Duration.ofMillis(100));

    host.robots(rules("User-agent: *\nCrawl-delay: 5\n"));

    assertThat(host.nextAllowed()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void slowHostGetsLongerPausesUpToABound() {
    for (int i = 0; i < 20; i++) {
      host.requested(NOON, Duration.ofSeconds(10));
    }
    assertThat(host.delay()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));

    for (int i = 0; i < 20; i++) {
      host.requested(NOON, Duration.ofMinutes(5));
    }
    assertThat(host.delay()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void pauseOfAnEarlierOwnerIsKeptUntilTheHostAnswersFaster() {
    host.resume(Duration.ofSeconds(30), null, null, 0, null);

    assertThat(host.nextAllowed()).isEqualTo(NOON.plusSeconds(30));

    for (int i = 0; i < 20; i++) {
      host.requested(NOON, Duration.ofMillis(100));
    }
    assertThat(host.delay()).isEqualTo(DELAY);
  }

  @Test
  void failuresInARowSuspendAndPausesGrow() {
    for (int i = 0; i < 4; i++) {
      host.failed("closed", NOON);
    }
    assertThat(host.isSuspended(NOON)).isFalse();

    host.failed("closed", NOON);
    assertThat(host.suspendedUntil()).contains(NOON.plus(Duration.ofMinutes(1)));

    host.failed("closed", NOON);
    assertThat(host.suspendedUntil()).contains(NOON.plus(Duration.ofMinutes(2)));
  }

  @Test
  void suspensionNeverOutgrowsItsBound() {
    for (int i = 0; i < 100; i++) {
      host.suspend("http-503", null, NOON);
    }

    assertThat(host.nextAllowed()).isEqualTo(NOON.plus(Duration.ofHours(6)));
  }

  @Test
  void askedPauseIsKeptAndASuccessEndsIt() {
    host.suspend("http-429", Duration.ofMinutes(10), NOON);
    assertThat(host.nextAllowed()).isEqualTo(NOON.plus(Duration.ofMinutes(10)));

    host.succeeded();

    assertThat(host.isSuspended(NOON)).isFalse();
    assertThat(host.suspensionReason()).isEmpty();
  }

  @Test
  void shortPausesThatAreAskedForAgainAndAgainGrow() {
    for (int i = 0; i < 5; i++) {
      host.suspend("http-429", Duration.ofSeconds(1), NOON);
      assertThat(host.suspendedUntil()).contains(NOON.plusSeconds(1));
    }

    host.suspend("http-429", Duration.ofSeconds(1), NOON);
    assertThat(host.suspendedUntil()).contains(NOON.plus(Duration.ofMinutes(1)));

    host.suspend("http-429", Duration.ofSeconds(1), NOON);
    assertThat(host.suspendedUntil()).contains(NOON.plus(Duration.ofMinutes(2)));
  }

  @Test
  void troubleIsDatedFromItsFirstFailureAndEndsWithASuccess() {
    host.failed("closed", NOON);
    host.suspend("http-503", null, NOON.plusSeconds(60));
    assertThat(host.failingSince()).contains(NOON);

    host.succeeded();

    assertThat(host.failingSince()).isEmpty();
  }

  @Test
  void robotsThatCanBeReadLetAHostBeAskedButEndNoTrouble() {
    host.suspend("http-503", null, NOON);

    host.gaveRobots();

    assertThat(host.isSuspended(NOON.plusSeconds(1))).isFalse();
    assertThat(host.failingSince()).contains(NOON);
  }

  @Test
  void failureOfAHostThatWasNotSuspendedIsForgottenWithItsOwner() {
    host.resume(DELAY, null, null, 0, NOON.minusSeconds(900_000));
    assertThat(host.failingSince()).isEmpty();

    host.resume(DELAY, NOON.plusSeconds(60), "http-503", 1, NOON.minusSeconds(60));
    assertThat(host.failingSince()).contains(NOON.minusSeconds(60));
  }

  @Test
  void sourcesAndPagesTakeTurns() {
    for (int i = 0; i < 3; i++) {
      host.addLast(poll(i));
      host.addLast(page(i));
    }

    List<String> order = new ArrayList<>();
    while (host.hasErrands()) {
      order.add(host.take().url().getPath());
    }

    assertThat(order).containsExactly("/feed0", "/page0", "/feed1", "/page1", "/feed2", "/page2");
  }

  @Test
  void backfillComesAfterAllLiveWork() {
    host.addLast(backfill(7));
    host.addLast(backfill(8));
    host.addLast(page(0));
    host.addLast(poll(0));

    List<String> order = new ArrayList<>();
    while (host.hasErrands()) {
      order.add(host.take().url().getPath());
    }

    assertThat(order).endsWith("/page7", "/page8").contains("/page0", "/feed0").hasSize(4);
  }

  @Test
  void pagesOfBothLanesArePutAwayTogether() {
    host.addLast(backfill(7));
    host.addLast(page(0));
    host.addLast(poll(0));

    assertThat(host.takePages()).containsExactly(page(0), backfill(7));
    assertThat(host.hasErrands()).isTrue();
  }

  @Test
  void errandThatWasBegunGoesOnFirst() {
    host.addLast(poll(0));
    host.addLast(page(0));
    host.addLast(page(1));
    Errand begun = host.take();

    host.addFirst(begun);

    assertThat(host.take()).isEqualTo(begun);
  }

  @Test
  void answerThatOthersWaitForComesBeforeWhatWasBegun() {
    RobotsReferral question = RobotsReferral.question("example.org", "http://a.example/r", 1);
    Errand answer =
        new Errand.Rules(
            question.answered(new RobotsReferral.Answer(NOON, 200, null, null, null)), 0);
    host.addLast(poll(1));
    Errand begun = host.take();

    host.addLast(answer);
    host.addFirst(begun);

    assertThat(host.take()).isEqualTo(answer);
    assertThat(host.take()).isEqualTo(begun);
  }

  private static Errand.Poll poll(int number) {
    return new Errand.Poll("s" + number, 0, URI.create("http://example.org/feed" + number), 0);
  }

  private static Errand.Page page(int number) {
    return page(number, Lane.LIVE);
  }

  private static Errand.Page backfill(int number) {
    return page(number, Lane.BACKFILL);
  }

  private static Errand.Page page(int number, Lane lane) {
    String url = "http://example.org/page" + number;
    UrlToFetch target =
        new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null);
    PageJob job = new PageJob(target, 0, number, 0, 0, NOON, TRACE, lane);
    return new Errand.Page(job, URI.create(url), 0);
  }

  @Test
  void backfillOfALivePageIsTakenOutOfTheQueue() {
    host.addLast(page(1, Lane.BACKFILL));
    host.addLast(page(2, Lane.BACKFILL));

    assertThat(host.withdraw(page(2, Lane.LIVE))).contains(page(2, Lane.BACKFILL).job());

    assertThat(host.withdraw(page(2, Lane.LIVE))).isEmpty();
    assertThat(host.take()).isEqualTo(page(1, Lane.BACKFILL));
    assertThat(host.hasErrands()).isFalse();
  }

  private static Robots rules(String text) {
    HostState state = new HostState("example.org", DELAY, null, null, 0, null, NOON, 200, text);
    return Objects.requireNonNull(RobotsReader.kept(state));
  }
}
