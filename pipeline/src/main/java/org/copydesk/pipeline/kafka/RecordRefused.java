package org.copydesk.pipeline.kafka;

import java.io.Serial;

/** The broker will never take this record, for a reason of its own such as its size. */
public final class RecordRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RecordRefused(String topic, Throwable cause) {
    super("record refused by " + topic + ": " + cause.getMessage(), cause);
  }
}
