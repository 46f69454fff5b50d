package org.copydesk.pipeline.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's wish that the process ends: the first signal asks, the second one halts at
 * once.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final int EXIT_CODE_OFFSET = 128;

  private Signals() {}

  /**
   * Runs the action at the first of SIGTERM, SIGINT (Ctrl-C) and SIGHUP (the terminal went away).
   */
  static void onFirst(Runnable action) {
    AtomicInteger received = new AtomicInteger();
    for (String name : List.of("TERM", "INT", "HUP")) {
      handle(
          name,
          number -> {
            if (received.getAndIncrement() == 0) {
              action.run();
            } else {
              Runtime.getRuntime().halt(EXIT_CODE_OFFSET + number);
            }
          });
    }
  }

  /**
   * By reflection, because the class that every JDK has for this lies in {@code jdk.unsupported},
   * which the compiler warns of; a shutdown hook, the other way, never hears of a second signal.
   */
  private static void handle(String name, IntConsumer handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  handler.accept((int) signalType.getMethod("getNumber").invoke(arguments[0]));
                }
                return null;
              });
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
    } catch (InvocationTargetException e) {
      LOG.atDebug().addKeyValue("signal", name).setCause(e.getCause()).log("signal not handled");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This JVM has no sun.misc.Signal", e);
    }
  }
}
