package org.copydesk.ingest.politeness;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.state.PageJob;
import org.jspecify.annotations.Nullable;

/**
 * One authority: what waits for it and how it wants to be treated.
 *
 * <pre>
 *   idle ──errand──▶ waiting ──due──▶ in flight ──answered──▶ waiting or idle
 *                       ▲                 │
 *                       └── suspended ◀───┘ in trouble
 * </pre>
 *
 * <p>The queues belong to {@link HostSchedule} and its lock. All else is thread-safe, and written
 * only by the one visit in flight.
 */
public final class Host {

  /** How much longer than its answers a slow host's pauses are. */
  private static final int ANSWER_FACTOR = 2;

  private final String authority;
  private final int shard;
  private final PolitenessLimits limits;
  private final AddressLimit addresses;
  private final RulesRoom rulesRoom;
  private final Deque<Errand> answers = new ArrayDeque<>();
  private final Deque<Errand> polls = new ArrayDeque<>();
  private final Deque<Errand> pages = new ArrayDeque<>();
  private final Deque<Errand> backfill = new ArrayDeque<>();
  private boolean wasPoll;
  private boolean isInFlight;

  private Instant quietSince;
  private @Nullable String address;
  private @Nullable Instant suspendedUntil;
  private @Nullable String suspensionReason;
  private int failures;
  private int suspensions;
  private @Nullable Instant failingSince;
  private Duration answerTime = Duration.ZERO;
  private @Nullable Robots robots;
  private boolean isLeft;
  private @Nullable URI robotsAddress;
  private int robotsHops;
  private @Nullable Instant robotsAwaited;

  /**
   * @param quietSince when the last request may have ended
   */
  Host(
      String authority,
      int shard,
      PolitenessLimits limits,
      AddressLimit addresses,
      RulesRoom rulesRoom,
      Instant quietSince) {
    this.authority = authority;
    this.shard = shard;
    this.limits = limits;
    this.addresses = addresses;
    this.rulesRoom = rulesRoom;
    this.quietSince = quietSince;
  }

  public String authority() {
    return authority;
  }

  public int shard() {
    return shard;
  }

  /** The pause between requests now in force: the configured, the asked for, or the slow host's. */
  public synchronized Duration delay() {
    Robots rules = robots;
    Duration asked = rules == null ? Duration.ZERO : rules.crawlDelay().orElse(Duration.ZERO);
    Duration slow = answerTime.multipliedBy(ANSWER_FACTOR);
    Duration wanted = max(limits.delay(), max(asked, slow));
    return wanted.compareTo(limits.longestDelay()) > 0
        ? max(limits.delay(), limits.longestDelay())
        : wanted;
  }

  /** Which of them it is: {@code configured}, {@code crawl-delay} or {@code slow-answers}. */
  public synchronized String delayReason() {
    Duration delay = delay();
    Robots rules = robots;
    Duration asked = rules == null ? Duration.ZERO : rules.crawlDelay().orElse(Duration.ZERO);
    if (delay.equals(limits.delay())) {
      return "configured";
    }
    return asked.compareTo(delay) >= 0 ? "crawl-delay" : "slow-answers";
  }

  /** When the next request may begin: the delay counts as it is now, not as it was then. */
  public synchronized Instant nextAllowed() {
    Instant rested = quietSince.plus(delay());
    Instant suspended = suspendedUntil;
    return suspended != null && suspended.isAfter(rested) ? suspended : rested;
  }

  public synchronized Optional<Robots> robots() {
    return Optional.ofNullable(robots);
  }

  public synchronized void robots(@Nullable Robots rules) {
    if (!isLeft) {
      rulesRoom.replace(length(robots), length(rules));
    }
    robots = rules;
    robotsAddress = null;
    robotsHops = 0;
    robotsAwaited = null;
  }

  /** Whether rules may take the place of those that are kept, beside all other hosts'. */
  public synchronized boolean hasRoomFor(Robots rules) {
    return rulesRoom.admits(length(rules) - length(robots));
  }

  /** Whether it takes room that one without errands need not take. */
  boolean isWorthForgetting() {
    return robots().map(rules -> !rules.text().isEmpty()).orElse(false) && !isFailing();
  }

  /**
   * Gives its room up, as it is not visited any more; what ends a visit still may use its rules.
   */
  synchronized void leave() {
    if (!isLeft) {
      rulesRoom.replace(length(robots), 0);
      isLeft = true;
    }
  }

  private static int length(@Nullable Robots rules) {
    return rules == null ? 0 : rules.text().length();
  }

  /** Where a redirect of robots.txt leads, and how many there were before. */
  public synchronized Optional<URI> robotsAddress() {
    return Optional.ofNullable(robotsAddress);
  }

  public synchronized int robotsHops() {
    return robotsHops;
  }

  public synchronized void robotsMovedTo(URI target) {
    robotsAddress = target;
    robotsHops++;
    robotsAwaited = null;
  }

  /**
   * Another host was asked for this one's robots.txt, whose answer is awaited until a time; null
   * for no longer.
   */
  public synchronized void awaitRobots(@Nullable Instant until) {
    robotsAwaited = until;
  }

  /** Until when such an answer is awaited; empty when none is. */
  public synchronized Optional<Instant> robotsAwaited() {
    return Optional.ofNullable(robotsAwaited);
  }

  /** Nothing was asked, and nothing is to be before a delay has passed. */
  public synchronized void restUntilNextLook(Instant now) {
    quietSince = now.isAfter(quietSince) ? now : quietSince;
  }

  /** Where its name led last; empty before its first request. */
  public synchronized Optional<String> address() {
    return Optional.ofNullable(address);
  }

  /** Notes where its name leads now; whether there is room for this visit, too. */
  public boolean arrive(String server) {
    synchronized (this) {
      address = server;
    }
    return addresses.arrive(this, server);
  }

  /** Whether it waits because enough others are visited at its address. */
  public boolean waitsForAddress() {
    return addresses.isWaiting(this);
  }

  /** A request ended: the next one comes a delay later. */
  public synchronized void requested(Instant end, Duration took) {
    answerTime = answerTime.multipliedBy(3).plus(took).dividedBy(4);
    quietSince = end;
  }

  /** The host answered as a host in health does. */
  public synchronized void succeeded() {
    failures = 0;
    suspensions = 0;
    failingSince = null;
    suspensionReason = null;
    suspendedUntil = null;
  }

  /** Its robots.txt could be read: it may be asked again, for what has failed all the time. */
  public synchronized void gaveRobots() {
    Instant since = failingSince;
    succeeded();
    failingSince = since;
  }

  /** A request failed; too many in a row suspend the host. */
  public synchronized void failed(String reason, Instant now) {
    failures++;
    failingSince = failingSince == null ? now : failingSince;
    if (failures >= limits.failuresBeforeSuspension()) {
      suspend(reason, null, now);
    }
  }

  /**
   * Leaves the host alone.
   *
   * @param asked the pause it asked for; null lets pauses grow
   */
  public synchronized void suspend(String reason, @Nullable Duration asked, Instant now) {
    suspensions++;
    failingSince = failingSince == null ? now : failingSince;
    suspensionReason = reason;
    suspendedUntil = now.plus(asked == null ? limits.suspension(suspensions) : atLeast(asked));
  }

  /** A host that asks for the same short pause again and again does not recover within it. */
  private Duration atLeast(Duration asked) {
    int beyond = suspensions - limits.failuresBeforeSuspension();
    return beyond > 0 ? max(asked, limits.suspension(beyond)) : asked;
  }

  /**
   * Takes over what an earlier owner knew.
   *
   * @param earlierDelay the pause that was in force; it goes down again as the host answers faster
   * @param earlierFailure since when it fails; not believed of a host that was not suspended, whose
   *     next success nobody would have noted
   */
  public synchronized void resume(
      @Nullable Duration earlierDelay,
      @Nullable Instant until,
      @Nullable String reason,
      int earlierSuspensions,
      @Nullable Instant earlierFailure) {
    if (earlierDelay != null) {
      answerTime = max(answerTime, earlierDelay.dividedBy(ANSWER_FACTOR));
    }
    suspendedUntil = until;
    suspensionReason = reason;
    suspensions = earlierSuspensions;
    failingSince = earlierSuspensions == 0 ? null : earlierFailure;
  }

  public synchronized boolean isSuspended(Instant now) {
    Instant until = suspendedUntil;
    return until != null && until.isAfter(now);
  }

  /** Whether its last request failed, or it asked for a pause then. */
  public synchronized boolean isFailing() {
    return failures > 0 || suspensions > 0;
  }

  public synchronized Optional<Instant> suspendedUntil() {
    return Optional.ofNullable(suspendedUntil);
  }

  public synchronized Optional<String> suspensionReason() {
    return Optional.ofNullable(suspensionReason);
  }

  /**
   * Since when every page and source asked for has been a failure; empty when the last was none, or
   * nobody has noted it.
   */
  public synchronized Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince);
  }

  public synchronized int suspensions() {
    return suspensions;
  }

  boolean isInFlight() {
    return isInFlight;
  }

  void inFlight(boolean value) {
    isInFlight = value;
  }

  boolean hasErrands() {
    return hasLiveErrands() || !backfill.isEmpty();
  }

  boolean hasLiveErrands() {
    return !answers.isEmpty() || !polls.isEmpty() || !pages.isEmpty();
  }

  /** Pages in the queue that a page would join. */
  int pagesBeside(Errand errand) {
    return queueOf(errand).size();
  }

  /** Pages that are fetched before a new one. */
  int pagesBefore(Errand errand) {
    return pages.size() + (isBackfill(errand) ? backfill.size() : 0);
  }

  /** Other hosts' questions about robots.txt that wait. */
  int questions() {
    return (int) polls.stream().filter(Errand.Rules.class::isInstance).count();
  }

  /**
   * What is asked before a new question, whose queue takes turns with the pages; none before the
   * first, which is taken however busy the host is.
   */
  int askedBeforeQuestion() {
    return questions() == 0 ? 0 : polls.size() + Math.min(polls.size(), pages.size());
  }

  void addLast(Errand errand) {
    queueOf(errand).addLast(errand);
  }

  void addFirst(Errand errand) {
    queueOf(errand).addFirst(errand);
    // What was begun comes before what waits, also across the two live queues.
    if (!isBackfill(errand)) {
      wasPoll = errand instanceof Errand.Page;
    }
  }

  /** When the turn comes of what waits behind so many pages, were nothing asked for but pages. */
  Instant turnAfter(int pagesBefore, Instant now) {
    Instant allowed = nextAllowed();
    Instant next = allowed.isAfter(now) ? allowed : now;
    return next.plus(delay().multipliedBy(pagesBefore + (isInFlight ? 1L : 0L)));
  }

  /** Takes the backfill of a live page's URL out; empty when that does not wait here. */
  Optional<PageJob> withdraw(Errand.Page live) {
    for (Errand waiting : backfill) {
      if (waiting instanceof Errand.Page page
          && page.job().target().urlId().equals(live.job().target().urlId())) {
        backfill.remove(waiting);
        return Optional.of(page.job());
      }
    }
    return Optional.empty();
  }

  /**
   * What all others wait for, then live work, sources and pages taking turns, so that neither
   * starves the other.
   */
  Errand take() {
    if (!answers.isEmpty()) {
      return answers.removeFirst();
    }
    if (!hasLiveErrands()) {
      return backfill.removeFirst();
    }
    boolean poll = pages.isEmpty() || (!polls.isEmpty() && !wasPoll);
    wasPoll = poll;
    return poll ? polls.removeFirst() : pages.removeFirst();
  }

  List<Errand> takePages() {
    List<Errand> taken = new ArrayList<>(pages);
    taken.addAll(backfill);
    pages.clear();
    backfill.clear();
    return taken;
  }

  private Deque<Errand> queueOf(Errand errand) {
    return switch (errand) {
      case Errand.Poll poll -> polls;
      case Errand.Rules rules -> rules.isAnswer() ? answers : polls;
      case Errand.Page page -> page.job().isBackfill() ? backfill : pages;
    };
  }

  private static boolean isBackfill(Errand errand) {
    return errand instanceof Errand.Page page && page.job().isBackfill();
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
