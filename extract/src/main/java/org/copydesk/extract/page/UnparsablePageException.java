package org.copydesk.extract.page;

/** The HTML parser failed on a page, which it never should. */
public final class UnparsablePageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnparsablePageException(RuntimeException cause) {
    super("The parser failed: " + cause.getMessage(), cause);
  }
}
