package org.copydesk.pipeline.log;

/** The short name of the part that writes a log line, made of its logger's name. */
final class ComponentName {
  private static final String OWN = "org.copydesk.";

  private ComponentName() {}

  /**
   * {@code org.copydesk.ingest.fetch.PageFetcher} is {@code ingest}, {@code
   * org.copydesk.pipeline.kafka.ConsumerLoop} is {@code kafka}; of others the class's name.
   */
  static String of(String loggerName) {
    if (!loggerName.startsWith(OWN)) {
      return loggerName.substring(loggerName.lastIndexOf('.') + 1);
    }
    String[] parts = loggerName.substring(OWN.length()).split("\\.", 3);
    boolean shared = parts[0].equals("pipeline") || parts[0].equals("app");
    return shared && parts.length == 3 ? parts[1] : parts[0];
  }
}
