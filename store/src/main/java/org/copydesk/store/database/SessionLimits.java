package org.copydesk.store.database;

/**
 * What the server bounds by itself in each of our sessions, so that neither a lock that somebody
 * holds nor an instance that was frozen in the middle of a transaction blocks for ever.
 */
final class SessionLimits {
  /**
   * Statement and lock limits lie below the driver's socket timeout, so that the server's clear
   * error comes first. The idle limit is what others wait at most for the rows of a frozen
   * instance.
   */
  static final String SQL =
      "SET lock_timeout = '10s';"
          + " SET statement_timeout = '30s';"
          + " SET idle_in_transaction_session_timeout = '20s'";

  /** Lets the rest of a transaction be idle for as long as a broker may take to answer. */
  static final String PATIENT_SQL = "SET LOCAL idle_in_transaction_session_timeout = '150s'";

  private SessionLimits() {}
}
