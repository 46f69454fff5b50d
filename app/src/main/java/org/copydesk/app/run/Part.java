package org.copydesk.app.run;

import java.util.function.Supplier;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.Health;
import org.jspecify.annotations.Nullable;

/**
 * A component that can only be constructed when those before it have started, because it needs what
 * they chose: an address, a port.
 */
final class Part<T extends AutoCloseable> implements Component {
  private final Starter<T> starter;
  private volatile @Nullable T running;

  /** Opens what the part stands for, ready for use. */
  interface Starter<T> {
    T start() throws InterruptedException;
  }

  private Part(Starter<T> starter) {
    this.starter = starter;
  }

  /** A part that is open once it has been made. */
  static <T extends AutoCloseable> Part<T> of(Starter<T> starter) {
    return new Part<>(starter);
  }

  /** A component made late. */
  static <T extends Component> Part<T> ofComponent(Supplier<T> constructor) {
    return new Part<>(
        () -> {
          T component = constructor.get();
          try {
            component.start();
          } catch (InterruptedException | RuntimeException e) {
            component.close();
            throw e;
          }
          return component;
        });
  }

  @Override
  public void start() throws InterruptedException {
    running = starter.start();
  }

  /** What was started. */
  T get() {
    T started = running;
    if (started == null) {
      throw new IllegalStateException("This part has not been started");
    }
    return started;
  }

  @Override
  public Health check() {
    T started = running;
    if (started == null) {
      return Health.down("not started");
    }
    return started instanceof Component component ? component.check() : Health.up();
  }

  @Override
  public void close() {
    T started = running;
    running = null;
    try {
      if (started != null) {
        started.close();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A part did not close", e);
    }
  }
}
