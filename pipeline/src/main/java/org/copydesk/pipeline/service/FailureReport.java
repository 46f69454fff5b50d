package org.copydesk.pipeline.service;

import java.io.PrintStream;
import java.util.Arrays;
import org.copydesk.pipeline.log.LogFormat;
import org.copydesk.pipeline.log.OutsideText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator why a process ends: one sentence; the stack trace at DEBUG alone. */
public final class FailureReport {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

  private FailureReport() {}

  /** Writes to standard error: a plain line, or an ECS object where logs are JSON. */
  public static void print(ServiceFailure failure) {
    print(failure, System.err);
  }

  /** Writes the plain line to another stream. */
  public static void print(ServiceFailure failure, PrintStream stream) {
    String message = String.valueOf(failure.getMessage());
    if (LogFormat.chosen() == LogFormat.JSON) {
      LOG.atError()
          .addKeyValue("exit_code", failure.exitCode().status())
          .addKeyValue("reason", message)
          .log("process fails");
    } else {
      message.lines().forEach(line -> stream.println("copydesk: " + OutsideText.safe(line)));
    }
    LOG.atDebug().setCause(failure).log("failure in full");
  }

  /** A failure that nobody foresaw, with the place it comes from. */
  public static ServiceFailure unforeseen(String where, Throwable fault) {
    if (fault instanceof ServiceFailure failure) {
      return failure;
    }
    String place =
        Arrays.stream(fault.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("org.copydesk."))
            .findFirst()
            .map(frame -> " at %s:%d".formatted(frame.getFileName(), frame.getLineNumber()))
            .orElse("");
    return new ServiceFailure(
        ExitCode.INTERNAL,
        "A fault of the program in %s%s: %s. (COPYDESK_LOG_LEVEL=debug shows the stack trace.)"
            .formatted(where, place, fault),
        fault);
  }
}
