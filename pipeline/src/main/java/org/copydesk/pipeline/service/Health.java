package org.copydesk.pipeline.service;

import java.util.Objects;

/**
 * How a component is.
 *
 * @param detail a few words for the operator, such as "waiting for the database since 12:01:03"
 */
public record Health(boolean healthy, String detail) {
  public Health {
    Objects.requireNonNull(detail, "detail");
  }

  public static Health up() {
    return new Health(true, "up");
  }

  public static Health up(String detail) {
    return new Health(true, detail);
  }

  public static Health down(String detail) {
    return new Health(false, detail);
  }
}
