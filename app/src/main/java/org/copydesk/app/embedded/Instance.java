package org.copydesk.app.embedded;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a data folder, as its {@code instance.json} says it to the operator's commands. A
 * part that the configuration names elsewhere is null here.
 *
 * @param pid the process
 * @param startedAt when that process started, so that a reused pid is not taken for it
 * @param bootstrapServers the embedded broker's address
 * @param database the embedded database
 * @param status the base address of the status page, such as {@code http://127.0.0.1:8080}
 */
public record Instance(
    long pid,
    Instant startedAt,
    @Nullable String bootstrapServers,
    @Nullable Database database,
    @Nullable String status) {

  /** Where the embedded database is and how to log in. */
  public record Database(String jdbcUrl, String user, String password) {
    public Database {
      requireNonNull(jdbcUrl, "jdbcUrl");
      requireNonNull(user, "user");
      requireNonNull(password, "password");
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Database[jdbcUrl=" + jdbcUrl + ", user=" + user + "]";
    }
  }

  public Instance {
    requireNonNull(startedAt, "startedAt");
  }

  /** Describes this process; the parts that are not embedded are null. */
  public static Instance ofThisProcess(
      @Nullable String bootstrapServers, @Nullable Database database, @Nullable String status) {
    ProcessHandle self = ProcessHandle.current();
    return new Instance(self.pid(), startOf(self), bootstrapServers, database, status);
  }

  /** Whether the process that wrote this is still the one with its pid. */
  boolean isRunning() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(startedAt))
        .isPresent();
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
