package org.copydesk.pipeline.kafka;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/** Turns what Kafka's clients throw into one sentence for the operator. */
final class Failures {
  private Failures() {}

  /** What ends the service; the deepest cause that has a sentence of its own decides. */
  static ServiceFailure asServiceFailure(String who, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      ServiceFailure known = known(who, cause);
      if (known != null) {
        return known;
      }
    }
    return new ServiceFailure(ExitCode.INTERNAL, who + " failed: " + describe(thrown), thrown);
  }

  /** The same, but only for what no retry can mend; null when one may. */
  static @Nullable ServiceFailure hopeless(String who, Throwable thrown) {
    return thrown instanceof AuthenticationException || thrown instanceof AuthorizationException
        ? known(who, thrown)
        : null;
  }

  static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static @Nullable ServiceFailure known(String who, Throwable cause) {
    return switch (cause) {
      case ServiceFailure failure -> failure;
      case FencedInstanceIdException fenced ->
          new ServiceFailure(
              ExitCode.FENCED,
              who + ": another instance runs with the same kafka.slot; give each its own",
              fenced);
      case ProducerFencedException fenced ->
          new ServiceFailure(
              ExitCode.FENCED,
              who + ": another instance took over this kafka.slot's transactions",
              fenced);
      case AuthenticationException refused ->
          new ServiceFailure(
              ExitCode.NO_PERMISSION,
              who + ": Kafka refused the login; check kafka.properties: " + refused.getMessage(),
              refused);
      case AuthorizationException refused ->
          new ServiceFailure(
              ExitCode.NO_PERMISSION,
              who + ": Kafka's access rules refuse it: " + refused.getMessage(),
              refused);
      case InvalidTopicException invalid ->
          new ServiceFailure(
              ExitCode.CONFIG, who + ": Kafka refuses a topic: " + invalid.getMessage(), invalid);
      default -> null;
    };
  }
}
