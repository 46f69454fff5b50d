package org.copydesk.process;

import static java.util.stream.Collectors.toList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TransactionalWork;

/** Makes a batch of pages what they become, several at a time, and counts what was committed. */
final class PageBatches implements TransactionalWork.Handler {
  /** Pages of one host that are worked on with the same knowledge. */
  private static final int WAVE = 8;

  private final PageProcessor processor;
  private final PageWorkers workers;
  private final HostLearning learning;
  private final MeterRegistry meters;
  private final Timer extraction;

  PageBatches(
      PageProcessor processor, PageWorkers workers, HostLearning learning, MeterRegistry meters) {
    this.processor = processor;
    this.workers = workers;
    this.learning = learning;
    this.meters = meters;
    this.extraction =
        Timer.builder("pipeline.stage.duration")
            .tag("stage", "process")
            .description("Time to make one page an article or an outcome")
            .publishPercentileHistogram()
            .register(meters);
  }

  @Override
  public TransactionalWork.Output handle(List<Incoming> records) throws InterruptedException {
    HostLearning.Lessons lessons = learning.begin();
    List<Processed> all = new ArrayList<>(records.size());
    for (List<Incoming> wave : waves(records)) {
      all.addAll(process(wave, lessons));
    }
    List<Outgoing> written =
        all.stream().flatMap(processed -> processed.records().stream()).collect(toList());
    written.addAll(lessons.records());
    return new TransactionalWork.Output(written, () -> afterCommit(all, lessons));
  }

  /** The batch in parts with a few pages of each host, so that each knows what the last taught. */
  private static Collection<List<Incoming>> waves(List<Incoming> records) {
    Map<String, Integer> pagesOfHost = new HashMap<>();
    Map<Integer, List<Incoming>> waves = new TreeMap<>();
    for (Incoming record : records) {
      int before = pagesOfHost.merge(record.keyText(), 1, Integer::sum) - 1;
      waves.computeIfAbsent(before / WAVE, number -> new ArrayList<>()).add(record);
    }
    return waves.values();
  }

  private List<Processed> process(List<Incoming> wave, HostLearning.Lessons lessons)
      throws InterruptedException {
    List<Callable<Processed>> tasks =
        wave.stream().map(record -> task(record, lessons.known(record))).toList();
    List<PageWorkers.Attempt<Processed>> attempts = workers.runAll(tasks);
    List<Processed> all = new ArrayList<>(wave.size());
    for (int i = 0; i < wave.size(); i++) {
      Processed processed = answer(wave.get(i), attempts.get(i));
      lessons.add(wave.get(i), processed.seen());
      all.add(processed);
    }
    return all;
  }

  @Override
  public void starting(Set<PartitionId> partitions) {
    learning.starting(partitions);
  }

  @Override
  public void released(Set<PartitionId> partitions) {
    learning.released(partitions);
  }

  private Callable<Processed> task(Incoming record, LearnedBoilerplate known) {
    return () -> extraction.recordCallable(() -> processor.process(record, known));
  }

  private void afterCommit(List<Processed> all, HostLearning.Lessons lessons) {
    lessons.committed();
    all.forEach(this::count);
  }

  private Processed answer(Incoming record, PageWorkers.Attempt<Processed> attempt) {
    return switch (attempt) {
      case PageWorkers.Attempt.Finished<Processed>(Processed processed) -> processed;
      case PageWorkers.Attempt.TimedOut<Processed>() -> processor.timedOut(record);
      case PageWorkers.Attempt.Broken<Processed>(Throwable cause) ->
          processor.broken(record, cause);
    };
  }

  private void count(Processed processed) {
    meters
        .counter("pipeline.records", "stage", "process", "outcome", processed.result())
        .increment();
  }
}
