package org.copydesk.extract.page;

/** The deadline of the page at hand is past. */
public final class DeadlinePassedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeadlinePassedException() {
    super("The page's deadline is past", null, false, false);
  }
}
