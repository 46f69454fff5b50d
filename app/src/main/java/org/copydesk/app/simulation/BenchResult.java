package org.copydesk.app.simulation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one run over the simulated web has shown.
 *
 * @param pages distinct articles that were published
 * @param took from the first request to the last page
 * @param ingest processor time of the whole ingest process, its start and compiler included
 * @param bare the same of the bare transfer and producer, of as many pages as it was given
 * @param memory of the ingest process
 * @param requests as the servers saw them
 * @param faults which checks failed; empty when all held
 */
public record BenchResult(
    WebPlan plan,
    int pages,
    Duration took,
    Cpu ingest,
    Cpu bare,
    Memory memory,
    RequestJudge.Findings requests,
    List<String> faults) {

  /** Milliseconds a page: over all pages, and over the second half, when the JVM is warm. */
  public record Cpu(double whole, double warm) {}

  /** In bytes. */
  public record Memory(
      OptionalLong heapInTheMiddle, OptionalLong heapAtTheEnd, OptionalLong peakResident) {}

  public BenchResult {
    faults = List.copyOf(faults);
  }

  BenchResult withBare(Cpu measured) {
    return new BenchResult(plan, pages, took, ingest, measured, memory, requests, faults);
  }

  public double pagesPerSecond() {
    return pages / Math.max(0.001, took.toMillis() / 1000.0);
  }

  /** What the crawler adds to a page that a bare transfer and producer do not cost. */
  public Cpu own() {
    return new Cpu(ingest.whole() - bare.whole(), ingest.warm() - bare.warm());
  }
}
