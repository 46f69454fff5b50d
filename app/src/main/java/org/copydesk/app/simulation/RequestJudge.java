package org.copydesk.app.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Judges by the servers' own clock how hosts were treated: never two requests at a time, never a
 * pause shorter than the host wants. Thread-safe.
 */
public final class RequestJudge {

  private static final int KEPT_FAULTS = 20;

  /** What was seen so far. */
  public record Findings(
      long requests, long overlaps, long shortGaps, Duration shortestGap, List<String> examples) {
    public Findings {
      examples = List.copyOf(examples);
    }

    public boolean isPolite() {
      return overlaps == 0 && shortGaps == 0;
    }
  }

  private final WebPlan plan;
  private final int[] open;
  private final long[] lastEnd;
  private final long[] asked;
  private final List<String> examples = new ArrayList<>();
  private long requests;
  private long overlaps;
  private long shortGaps;
  private long shortestGap = Long.MAX_VALUE;
  private boolean stopped;

  RequestJudge(WebPlan plan) {
    this.plan = plan;
    this.open = new int[plan.hosts()];
    this.lastEnd = new long[plan.hosts()];
    this.asked = new long[plan.hosts()];
  }

  /**
   * A host has read a request.
   *
   * @return how many it had before
   */
  synchronized long began(int host, String path, long nanos) {
    if (!stopped) {
      requests++;
      if (open[host] > 0) {
        overlaps++;
        example("two requests at a time", host, path, 0);
      } else if (asked[host] > 0) {
        gap(host, path, nanos - lastEnd[host]);
      }
    }
    open[host]++;
    return asked[host]++;
  }

  /** A host is about to answer, or the asker has gone away. */
  synchronized void ended(int host, long nanos) {
    open[host]--;
    lastEnd[host] = nanos;
  }

  public synchronized Findings findings() {
    Duration shortest =
        shortestGap == Long.MAX_VALUE ? Duration.ZERO : Duration.ofNanos(shortestGap);
    return new Findings(requests, overlaps, shortGaps, shortest, examples);
  }

  /** Requests to every host, by its number. */
  public synchronized long[] requestsByHost() {
    return Arrays.copyOf(asked, asked.length);
  }

  /** Judges no further request: what follows is no crawl. */
  synchronized void stop() {
    stopped = true;
  }

  private void gap(int host, String path, long nanos) {
    shortestGap = Math.min(shortestGap, nanos);
    if (nanos < plan.delay(host).toNanos()) {
      shortGaps++;
      example("pause too short", host, path, nanos);
    }
  }

  private void example(String fault, int host, String path, long nanos) {
    if (examples.size() < KEPT_FAULTS) {
      examples.add(
          "%s: %s%s after %d ms, wants %d ms"
              .formatted(
                  fault, plan.address(host), path, nanos / 1_000_000, plan.delay(host).toMillis()));
    }
  }
}
