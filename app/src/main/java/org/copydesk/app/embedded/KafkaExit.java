package org.copydesk.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.utils.Exit;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between Kafka and the JVM: a broker that meets a fatal error ends the process it is in,
 * without a word. Here it reports the failure instead, and the thread that asked for the exit ends
 * with an exception.
 */
final class KafkaExit {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaExit.class);

  private static final long FULL_BELOW_BYTES = 64L << 20;

  private final Path logs;
  private final CompletableFuture<ServiceFailure> failure = new CompletableFuture<>();
  private volatile boolean stopExpected;

  private KafkaExit(Path logs) {
    this.logs = logs;
  }

  /**
   * Takes over for the JVM's life: threads of a broker that did not stop in time may still ask for
   * an exit.
   */
  static KafkaExit install(Path logs) {
    KafkaExit exit = new KafkaExit(logs);
    Exit.setExitProcedure(exit::report);
    Exit.setHaltProcedure(exit::report);
    return exit;
  }

  /** From here on an exit is part of an ordered stop, not a failure. */
  void expectStop() {
    stopExpected = true;
  }

  boolean hasFailed() {
    return failure.isDone();
  }

  CompletionStage<ServiceFailure> failure() {
    return failure.minimalCompletionStage();
  }

  private void report(int status, @Nullable String message) {
    String reason = reason(message);
    ServiceFailure fatal =
        new ServiceFailure(ExitCode.UNAVAILABLE, "The broker met a fatal error: " + reason + ".");
    if (!stopExpected && failure.complete(fatal)) {
      LOG.atError()
          .addKeyValue("status", status)
          .addKeyValue("reason", reason)
          .log("broker failed");
    }
    throw fatal;
  }

  /** Kafka rarely gives a message; a full disk is what mostly stands behind that. */
  private String reason(@Nullable String message) {
    if (message != null) {
      return message;
    }
    try {
      if (Files.getFileStore(logs).getUsableSpace() < FULL_BELOW_BYTES) {
        return "the disk of " + logs + " is full";
      }
    } catch (IOException e) {
      return logs + " cannot be used, " + Sentences.of(e);
    }
    return "it could not go on writing " + logs + "; the log lines before this one say why";
  }
}
