package org.copydesk.ingest.politeness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.copydesk.ingest.state.PageJob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a visitor to each host when its time has come. One thread waits for the next host that is
 * due; each visit runs on a virtual thread; an idle host costs a map entry and no thread.
 *
 * <p>Laws: no host has two visits at a time; between the end of a request and the beginning of the
 * next one to the same host lies at least its delay, and a whole delay passes before the first
 * request to a host of a shard that was just opened. Nothing begins while the owner of the shards
 * has not been heard of: another instance may have taken over. Hosts that do not answer take an
 * eighth of the visits at most, so that all others keep their pace. Thread-safe.
 */
public final class HostSchedule implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HostSchedule.class);

  /** With the age of the last heartbeat that counts, below the group's session timeout of 15 s. */
  private static final Duration TRUST = Duration.ofSeconds(4);

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofMillis(100);

  /** Longer than any pause between two requests, so that none is cut short. */
  private static final Duration KEPT_IDLE = Duration.ofMinutes(10);

  private static final Duration SWEEP = Duration.ofMinutes(1);

  private record Due(Instant at, Host host) {}

  private final PolitenessLimits limits;
  private final Clock clock;
  private final Visitor visitor;
  private final Consumer<Error> onError;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, Instant> open = new HashMap<>();
  private final Map<String, Host> hosts = new HashMap<>();
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final Flights flights;

  private final AddressLimit addresses;
  private final RulesRoom rulesRoom;

  private @Nullable Thread thread;
  private Instant swept;
  private volatile boolean closed;
  private volatile long heardNanos = System.nanoTime() - TRUST.toNanos();

  /**
   * @param onError told of what a visit, or the schedule itself, cannot go on after (no memory, a
   *     broken class): its errand is not brought to an end, so the process must be
   */
  public HostSchedule(
      PolitenessLimits limits, Clock clock, Visitor visitor, Consumer<Error> onError) {
    this.onError = onError;
    this.limits = limits;
    this.flights = new Flights(limits);
    this.addresses = new AddressLimit(limits.parallelPerAddress());
    this.rulesRoom = new RulesRoom(limits.robotsInMemory());
    this.clock = clock;
    this.swept = clock.instant();
    this.visitor = visitor;
  }

  public void start() {
    thread = Thread.ofPlatform().name("host-schedule").start(this::run);
  }

  /** Whether visits begin when they are due. */
  public boolean isAlive() {
    Thread running = thread;
    return running != null && running.isAlive();
  }

  /** Notes that the group still counts us in. Before the first time, nothing begins. */
  public void heard() {
    heardNanos = System.nanoTime();
  }

  /** Begins to visit a shard's hosts. */
  public void open(int shard) {
    locked(() -> open.put(shard, clock.instant()));
  }

  /**
   * Ends the visits to shards: what waits is dropped, what is in flight may end within the time and
   * is interrupted after it.
   */
  public void close(Set<Integer> shards, Duration within) {
    lock.lock();
    try {
      open.keySet().removeAll(shards);
      addresses.forget(shards);
      flights.forget(shards);
      remove(host -> shards.contains(host.shard()) && !host.isInFlight());
      long left = awaitLanding(shards, within.toNanos());
      if (left <= 0) {
        flights.interrupt(shards);
        awaitLanding(shards, Duration.ofSeconds(2).toNanos());
      }
      remove(host -> shards.contains(host.shard()));
    } catch (InterruptedException e) {
      flights.interrupt(shards);
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts an errand in its host's queue.
   *
   * @return false when the host's queue is full, or the turn too far away, or the host is
   *     suspended, or the shard is not open; a poll or an answer is only refused for the last
   *     reason
   */
  public boolean offer(Errand errand) {
    lock.lock();
    try {
      if (!open.containsKey(errand.shard())) {
        return false;
      }
      Host host = host(errand);
      if (!hasRoom(host, errand)) {
        return false;
      }
      host.addLast(errand);
      enqueue(host);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(Host host, Errand errand) {
    return switch (errand) {
      case Errand.Poll poll -> true;
      case Errand.Rules rules ->
          rules.isAnswer() || hasRoom(host, host.questions(), host.askedBeforeQuestion());
      case Errand.Page page -> hasRoom(host, host.pagesBeside(page), host.pagesBefore(page));
    };
  }

  private boolean hasRoom(Host host, int beside, int before) {
    Instant now = clock.instant();
    Instant limit = now.plus(limits.queueAhead());
    boolean isSoon = before == 0 || !host.turnAfter(before, now).isAfter(limit);
    boolean isFull = beside >= limits.queuePerHost();
    return isSoon && !isFull && !host.isSuspended(now);
  }

  /**
   * Takes the backfill of a live page's URL out of its host's queue.
   *
   * @return the job that waited there
   */
  public Optional<PageJob> withdraw(Errand.Page live) {
    lock.lock();
    try {
      return Optional.ofNullable(hosts.get(live.authority())).flatMap(host -> host.withdraw(live));
    } finally {
      lock.unlock();
    }
  }

  /**
   * When to offer a page again that is refused now: half of what is before it has been asked for
   * then, so that its host does not run out of pages.
   */
  public Instant nextRoom(Errand.Page page) {
    lock.lock();
    try {
      Instant now = clock.instant();
      Host host = hosts.get(page.authority());
      return host == null
          ? now.plus(limits.delay())
          : host.turnAfter(host.pagesBefore(page) / 2, now);
    } finally {
      lock.unlock();
    }
  }

  /** What is known of a host; empty when nothing was asked of it lately. */
  public Optional<Host> find(String authority) {
    lock.lock();
    try {
      return Optional.ofNullable(hosts.get(authority));
    } finally {
      lock.unlock();
    }
  }

  /** How many visits are under way. */
  public int inFlight() {
    lock.lock();
    try {
      return flights.count();
    } finally {
      lock.unlock();
    }
  }

  /** How many hosts are known. */
  public int hostCount() {
    lock.lock();
    try {
      return hosts.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many hosts wait because enough others are visited at their address. */
  public int waitingForAddress() {
    return addresses.waiting();
  }

  /** How many hosts are suspended now. */
  public long suspendedCount() {
    lock.lock();
    try {
      Instant now = clock.instant();
      return hosts.values().stream().filter(host -> host.isSuspended(now)).count();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Set<Integer> shards;
    lock.lock();
    try {
      closed = true;
      shards = new HashSet<>(open.keySet());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    close(shards, Duration.ZERO);
  }

  private void run() {
    lock.lock();
    try {
      while (!closed) {
        long wait = beginDue();
        forgetIdle();
        if (wait > 0) {
          var unused = changed.awaitNanos(Math.min(wait, IDLE.toNanos()));
        }
      }
    } catch (InterruptedException e) {
      log.atDebug().log("host schedule interrupted");
    } catch (Error e) {
      onError.accept(e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A host that nothing is asked of comes back from its state when something is. Where rules take
   * much room, one that may be asked again goes at once.
   */
  private void forgetIdle() {
    Instant now = clock.instant();
    boolean isScarce = rulesRoom.isScarce();
    if (now.isAfter(swept.plus(isScarce ? IDLE : SWEEP))) {
      swept = now;
      Instant limit = now.minus(KEPT_IDLE);
      remove(
          host ->
              !host.isInFlight()
                  && !host.hasErrands()
                  && host.nextAllowed()
                      .isBefore(isScarce && host.isWorthForgetting() ? now : limit));
    }
  }

  private void remove(Predicate<Host> which) {
    hosts
        .values()
        .removeIf(
            host -> {
              boolean goes = which.test(host);
              if (goes) {
                host.leave();
              }
              return goes;
            });
  }

  /** Begins the visit that is due first, if it may; otherwise how long to wait, in nanoseconds. */
  private long beginDue() {
    Due due = queue.peek();
    if (due == null) {
      return IDLE.toNanos();
    }
    long wait = nanosUntil(due.at());
    if (wait > 0) {
      return wait;
    }
    if (flights.areAllTaken() || !isTrusted()) {
      return RETRY.toNanos();
    }
    queue.remove();
    begin(due.host());
    return 0;
  }

  private boolean isTrusted() {
    return System.nanoTime() - heardNanos < TRUST.toNanos();
  }

  private void begin(Host host) {
    boolean isCurrent = hosts.get(host.authority()) == host && open.containsKey(host.shard());
    if (!isCurrent || host.isInFlight() || !host.hasErrands()) {
      return;
    }
    if (nanosUntil(host.nextAllowed()) > 0) {
      enqueue(host);
      return;
    }
    boolean isBackfill = !host.hasLiveErrands();
    if (!flights.admits(host, isBackfill) || !addresses.begin(host)) {
      return;
    }
    Errand errand = host.take();
    host.inFlight(true);
    Thread flight =
        Thread.ofVirtual().name("visit " + host.authority()).unstarted(() -> fly(host, errand));
    flights.begin(host, isBackfill, flight);
    flight.start();
  }

  private void fly(Host host, Errand errand) {
    try {
      Optional<Errand> again = visitor.visit(host, errand);
      again.ifPresent(rest -> locked(() -> host.addFirst(rest)));
      if (host.isSuspended(clock.instant())) {
        visitor.putAway(host, takePages(host));
      }
    } catch (InterruptedException e) {
      log.atDebug().addKeyValue("host", host.authority()).log("visit broken off");
    } catch (RuntimeException e) {
      // Our own fault: the errand's record stays uncommitted and comes again after a restart.
      log.atError().addKeyValue("url", errand.url()).setCause(e).log("visit failed");
    } catch (Error e) {
      log.atError().addKeyValue("url", errand.url()).setCause(e).log("visit broken");
      onError.accept(e);
    } finally {
      locked(() -> land(host));
    }
  }

  private List<Errand> takePages(Host host) {
    lock.lock();
    try {
      return host.takePages();
    } finally {
      lock.unlock();
    }
  }

  private void land(Host host) {
    host.inFlight(false);
    flights.end(host).forEach(this::enqueue);
    addresses.end(host).forEach(this::enqueue);
    if (hosts.get(host.authority()) == host) {
      enqueue(host);
    }
    changed.signalAll();
  }

  private void enqueue(Host host) {
    if (!host.isInFlight() && host.hasErrands()) {
      queue.add(new Due(host.nextAllowed(), host));
      changed.signalAll();
    }
  }

  private Host host(Errand errand) {
    Host known = hosts.get(errand.authority());
    if (known != null) {
      return known;
    }
    Instant opened = open.getOrDefault(errand.shard(), clock.instant());
    Host host = new Host(errand.authority(), errand.shard(), limits, addresses, rulesRoom, opened);
    visitor.prepare(host);
    hosts.put(errand.authority(), host);
    return host;
  }

  /** Waits until no visit to these shards is in flight; the time that is left, in nanoseconds. */
  private long awaitLanding(Set<Integer> shards, long nanos) throws InterruptedException {
    long left = nanos;
    while (flights.anyTo(shards) && left > 0) {
      left = changed.awaitNanos(left);
    }
    return flights.anyTo(shards) ? 0 : Math.max(1, left);
  }

  private long nanosUntil(Instant time) {
    Duration left = Duration.between(clock.instant(), time);
    return left.compareTo(Duration.ofDays(1)) > 0 ? TimeUnit.DAYS.toNanos(1) : left.toNanos();
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
