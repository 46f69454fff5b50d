package org.copydesk.extract.tree;

/** The page holds something that is left to the other parser. */
final class UnsurePageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsurePageException(String what) {
    super(what, null, false, false);
  }
}
