package org.copydesk.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.TransactionalWork;

/** Makes a batch of pages what they become, several at a time, and counts what was committed. */
final class PageBatches implements TransactionalWork.Handler {
  private final PageProcessor processor;
  private final PageWorkers workers;
  private final MeterRegistry meters;
  private final Timer extraction;

  PageBatches(PageProcessor processor, PageWorkers workers, MeterRegistry meters) {
    this.processor = processor;
    this.workers = workers;
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
    List<Callable<Processed>> tasks = new ArrayList<>(records.size());
    records.forEach(
        record -> tasks.add(() -> extraction.recordCallable(() -> processor.process(record))));
    List<PageWorkers.Attempt<Processed>> attempts = workers.runAll(tasks);
    List<Processed> all = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      all.add(answer(records.get(i), attempts.get(i)));
    }
    List<Outgoing> written =
        all.stream().flatMap(processed -> processed.records().stream()).toList();
    return new TransactionalWork.Output(written, () -> all.forEach(this::count));
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
