package org.copydesk.pipeline.service;

/**
 * How a Copydesk process ends. The numbers are those of sysexits(3) where one fits, so that a
 * supervisor can tell "mend the configuration" from "try again".
 */
public enum ExitCode {
  OK(0),
  /** The command line was wrong (EX_USAGE). */
  USAGE(64),
  /** The input's data was wrong (EX_DATAERR). */
  DATA(65),
  /** An input file or address does not exist or cannot be read (EX_NOINPUT). */
  NO_INPUT(66),
  /** Something this command needs is not running or cannot be reached (EX_UNAVAILABLE). */
  UNAVAILABLE(69),
  /** A fault of the program (EX_SOFTWARE). */
  INTERNAL(70),
  /** The system refused something, such as a port or a lock (EX_OSERR). */
  SYSTEM(71),
  /** Output could not be written (EX_CANTCREAT). */
  CANNOT_CREATE(73),
  /** Another instance took this one's place (EX_TEMPFAIL): do not restart both. */
  FENCED(75),
  /** No permission, such as a refused password (EX_NOPERM). */
  NO_PERMISSION(77),
  /** The configuration is wrong (EX_CONFIG). */
  CONFIG(78);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process's exit status. */
  public int status() {
    return status;
  }
}
