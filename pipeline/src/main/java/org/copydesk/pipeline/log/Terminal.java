package org.copydesk.pipeline.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a standard stream goes to a terminal. Asked once at the start; thread-safe. */
public enum Terminal {
  OUTPUT(1),
  ERROR(2);

  private final boolean terminal;

  Terminal(int descriptor) {
    this.terminal = leadsToTerminal(descriptor);
  }

  /** Whether a person probably reads the stream. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Whether colours are welcome: on a terminal, unless NO_COLOR or a dumb one says otherwise. */
  public boolean hasColours() {
    String noColour = System.getenv("NO_COLOR");
    return terminal
        && (noColour == null || noColour.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
  }

  /**
   * The launcher says it in {@code copydesk.terminal}, such as "12" when both streams are
   * terminals; without it the system is asked where it can be (Linux).
   */
  private static boolean leadsToTerminal(int descriptor) {
    String told = System.getProperty("copydesk.terminal");
    if (told != null) {
      return told.contains(Integer.toString(descriptor));
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // No such folder on this system: plain output is right everywhere.
    }
  }
}
