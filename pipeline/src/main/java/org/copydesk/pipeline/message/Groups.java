package org.copydesk.pipeline.message;

/** The consumer groups of the services. */
public final class Groups {
  public static final String INGEST = "copydesk-ingest";
  public static final String PROCESS = "copydesk-process";
  public static final String STORE = "copydesk-store";

  private Groups() {}
}
