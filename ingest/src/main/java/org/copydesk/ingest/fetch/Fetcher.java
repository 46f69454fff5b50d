package org.copydesk.ingest.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.guard.GuardedLookup;
import org.copydesk.ingest.guard.Refusal;

/**
 * Makes one guarded request: no redirect is followed, no cookie kept, no credential sent, and a
 * wall-clock deadline covers everything from the look-up to the last byte. It is enforced from
 * outside the exchange, because a server that drips bytes resets every timeout inside it.
 *
 * <p>Never throws for what a server does: each such end is a {@link FetchResult}. Safe for many
 * threads; who may be asked when is the caller's business.
 */
public final class Fetcher {

  /** How long an interrupted exchange gets to close its connection before it is left behind. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  static {
    HttpClientLimits.apply();
  }

  private final FetchGuard guard;
  private final Exchange exchange;
  private final Duration deadline;

  /**
   * @param deadline for one whole exchange
   */
  public Fetcher(FetchGuard guard, String userAgent, Duration deadline) {
    this.guard = guard;
    this.deadline = deadline;
    this.exchange = new Exchange(userAgent, Math.toIntExact(deadline.toMillis()));
  }

  /**
   * Makes the request.
   *
   * @throws InterruptedException when the caller is interrupted; the exchange is broken off
   */
  public FetchResult fetch(FetchRequest request) throws InterruptedException {
    try {
      return fetch(request, server -> true);
    } catch (ServerBusy impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Makes the request if the server behind the URL's name may be asked.
   *
   * @param door asked before the connection, with the server's address; in the operator's own
   *     networks with the port, too
   * @throws ServerBusy when the door is shut; nothing was sent
   * @throws InterruptedException when the caller is interrupted; the exchange is broken off
   */
  public FetchResult fetch(FetchRequest request, Predicate<String> door)
      throws InterruptedException, ServerBusy {
    Optional<Refusal> refusal = guard.refusal(request.url());
    if (refusal.isPresent()) {
      return new FetchResult.Refused(refusal.get());
    }
    Predicate<InetAddress> admits = address -> door.test(guard.server(address, request.url()));
    if (guard.literal(request.url()).filter(admits.negate()).isPresent()) {
      throw new ServerBusy();
    }
    FutureTask<FetchResult> task = new FutureTask<>(() -> guarded(request, admits));
    Thread thread = Thread.ofVirtual().name("exchange").start(task);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return new FetchResult.Broken(FetchResult.Fault.DEADLINE, "no whole answer in " + deadline);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ServerBusy) {
        throw new ServerBusy();
      }
      throw new IllegalStateException("exchange with " + request.url() + " failed", e);
    } finally {
      task.cancel(true);
      thread.join(GRACE);
    }
  }

  private FetchResult guarded(FetchRequest request, Predicate<InetAddress> admits)
      throws ServerBusy {
    try (GuardedLookup lookup = GuardedLookup.begin(guard.addresses(), admits)) {
      try {
        return exchange.run(request);
      } catch (IOException e) {
        if (lookup.wasTurnedAway()) {
          throw new ServerBusy();
        }
        FetchResult.Broken broken = Faults.broken(e);
        if (broken.fault() == FetchResult.Fault.PROTOCOL) {
          exchange.brokeOff();
        }
        return refusedOr(lookup, broken);
      } catch (UncheckedIOException e) {
        return refusedOr(
            lookup, Faults.broken(e.getCause() == null ? new IOException(e) : e.getCause()));
      } catch (IllegalArgumentException e) {
        // The HTTP client's word for a URL or a header that it cannot send.
        return new FetchResult.Broken(FetchResult.Fault.PROTOCOL, "cannot be requested");
      }
    }
  }

  private static FetchResult refusedOr(GuardedLookup lookup, FetchResult.Broken broken) {
    return lookup
        .refusedNetwork()
        .<FetchResult>map(
            network -> new FetchResult.Refused(new Refusal(Refusal.Rule.ADDRESS, network)))
        .orElse(broken);
  }
}
