package org.copydesk.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.copydesk.pipeline.log.Terminal;

/**
 * Where a command's results and its words for people go. UTF-8 whatever the locale says. Not
 * thread-safe.
 */
public final class Output {
  private final PrintStream results;
  private final PrintStream messages;
  private final boolean terminal;

  private Output(PrintStream results, PrintStream messages, boolean terminal) {
    this.results = results;
    this.messages = messages;
    this.terminal = terminal;
  }

  /** The process's own streams. */
  public static Output ofProcess() {
    return new Output(
        stream(new FileOutputStream(FileDescriptor.out)),
        stream(new FileOutputStream(FileDescriptor.err)),
        Terminal.OUTPUT.isTerminal());
  }

  /** Streams that lead to no terminal. */
  static Output of(OutputStream results, OutputStream messages) {
    return new Output(stream(results), stream(messages), false);
  }

  /** Whether a person sees the results as they are written. */
  boolean isTerminal() {
    return terminal;
  }

  /**
   * Writes a result as it is.
   *
   * @throws OutputClosed when nobody reads it any more
   */
  void print(String text) {
    results.print(text);
    if (results.checkError()) {
      throw new OutputClosed();
    }
  }

  /** Writes one line of a result. */
  void println(String line) {
    print(line + "\n");
  }

  /** Says something to the person at the terminal. */
  void say(String message) {
    messages.print(message + "\n");
    messages.flush();
  }

  /**
   * Shows, in place of what was shown before, how far something is; an empty text takes it away.
   */
  void progress(String text) {
    messages.print("\r\u001b[K" + text);
    messages.flush();
  }

  PrintStream results() {
    return results;
  }

  PrintStream messages() {
    return messages;
  }

  private static PrintStream stream(OutputStream stream) {
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }

  /** Whoever read the results went away, as {@code head} does: a reason to end, not a failure. */
  static final class OutputClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputClosed() {
      super("standard output is closed");
    }
  }
}
