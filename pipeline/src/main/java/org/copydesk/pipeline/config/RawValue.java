package org.copydesk.pipeline.config;

import java.util.Objects;

/** What someone wrote for a key, and where, such as "copydesk.yaml line 3". */
record RawValue(String text, String origin) {
  RawValue {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(origin, "origin");
  }

  @Override
  public String toString() {
    return "RawValue[" + origin + "]"; // The text may be a secret.
  }
}
