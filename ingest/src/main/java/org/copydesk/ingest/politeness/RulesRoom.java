package org.copydesk.ingest.politeness;

/**
 * Bounds what the texts of robots.txt of all hosts in memory take together: a site can have
 * thousands of names, each with rules as long as are read. Thread-safe.
 */
final class RulesRoom {

  /** Longer texts get half of the room: they leave the rest to what most sites have. */
  private static final int LONG = 8 * 1024;

  private final long most;
  private long taken;

  /**
   * @param most characters
   */
  RulesRoom(long most) {
    this.most = most;
  }

  /** Whether a text fits in. */
  synchronized boolean admits(int length) {
    return taken + length <= (length > LONG ? most / 2 : most);
  }

  /** Notes that a text takes the place of another. */
  synchronized void replace(int before, int after) {
    taken += after - before;
  }

  /** Whether hosts that nothing is asked of should give their place up. */
  synchronized boolean isScarce() {
    return taken > most / 4;
  }
}
