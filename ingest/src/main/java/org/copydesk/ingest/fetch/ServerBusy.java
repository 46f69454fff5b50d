package org.copydesk.ingest.fetch;

/** Nothing was asked: as many visits as there may be are at the server's address already. */
public final class ServerBusy extends Exception {

  private static final long serialVersionUID = 1L;

  ServerBusy() {
    super("as many visits as may be are at this address", null, false, false);
  }
}
