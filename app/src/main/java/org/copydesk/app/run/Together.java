package org.copydesk.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.FailureReport;
import org.copydesk.pipeline.service.Health;

/** Components that do not need each other: started and closed at the same time. */
final class Together implements Component {
  private final List<Component> components;

  Together(List<Component> components) {
    this.components = List.copyOf(components);
  }

  /** Throws the first failure, when all have ended their start one way or the other. */
  @Override
  public void start() throws InterruptedException {
    List<Callable<Void>> starts = new ArrayList<>();
    for (Component component : components) {
      starts.add(
          () -> {
            component.start();
            return null;
          });
    }
    runAll(starts);
  }

  @Override
  public Health check() {
    return components.stream()
        .map(Component::check)
        .filter(health -> !health.healthy())
        .findFirst()
        .orElseGet(Health::up);
  }

  @Override
  public void close() {
    List<Callable<Void>> closes = new ArrayList<>();
    for (Component component : components) {
      closes.add(
          () -> {
            component.close();
            return null;
          });
    }
    try {
      runAll(closes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void runAll(List<Callable<Void>> tasks) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      for (Future<Void> ended : threads.invokeAll(tasks)) {
        ended.get();
      }
    } catch (ExecutionException e) {
      throw FailureReport.unforeseen("the start", e.getCause() == null ? e : e.getCause());
    }
  }
}
