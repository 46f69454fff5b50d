package org.copydesk.app.embedded;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.copydesk.pipeline.config.FetchConfig;
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
 * @param sample the sample newsroom; null when real sources are followed
 */
public record Instance(
    long pid,
    Instant startedAt,
    @Nullable String bootstrapServers,
    @Nullable Database database,
    @Nullable String status,
    @Nullable Sample sample) {

  /**
   * What may be fetched from because the sample newsroom is there.
   *
   * @param networks in CIDR form
   */
  public record Sample(List<String> networks, List<Integer> ports) {
    public Sample {
      networks = List.copyOf(networks);
      ports = List.copyOf(ports);
    }

    /** The same configuration, allowed to fetch from the sample too. */
    public FetchConfig addTo(FetchConfig fetch) {
      return fetch.withAllowed(
          Stream.concat(fetch.allowNetworks().stream(), networks.stream()).toList(),
          Stream.concat(fetch.allowPorts().stream(), ports.stream()).toList());
    }
  }

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
      @Nullable String bootstrapServers,
      @Nullable Database database,
      @Nullable String status,
      @Nullable Sample sample) {
    ProcessHandle self = ProcessHandle.current();
    return new Instance(self.pid(), startOf(self), bootstrapServers, database, status, sample);
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
