package org.copydesk.app.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server as a process of its own: {@code initdb} once, then {@code pg_ctl start} and
 * {@code stop}. {@code pg_ctl} puts the server into a session of its own, so Ctrl-C on our terminal
 * does not reach it before we have finished with it; the price is that it outlives a killed JVM,
 * which {@link #prepare} puts right.
 */
final class PostgresServer {
  static final String SUPERUSER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final String MAJOR_VERSION = "18";
  private static final Duration INIT_LIMIT = Duration.ofSeconds(60);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Duration HARD_STOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long LOG_LIMIT_BYTES = 1 << 20;

  private final Path data;
  private final Path log;
  private final PostgresCommands commands;

  private PostgresServer(Path data, Path log, PostgresCommands commands) {
    this.data = data;
    this.log = log;
    this.commands = commands;
  }

  /** Everything up to the start: binaries, no server left from an earlier run, a data folder. */
  static PostgresServer prepare(Path home, String password) {
    try {
      PrivateFiles.createDirectories(home);
      Path data = home.resolve("data");
      requireOurMajorVersion(data);
      PostgresCommands commands = PostgresCommands.of(PostgresBinaries.unpack(home));
      PostgresServer server = new PostgresServer(data, home.resolve("server.log"), commands);
      server.stopLeftOver();
      server.createCluster(password);
      return server;
    } catch (IOException e) {
      throw new ServiceFailure(
          ExitCode.CANNOT_CREATE,
          "The database's folder " + home + " cannot be written: " + Sentences.of(e) + ".",
          e);
    }
  }

  /** Starts the server and returns its process once it takes connections. */
  ProcessHandle start(int port) {
    try {
      Files.writeString(data.resolve("postgresql.conf"), PostgresConfig.text(port));
      if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw cannotStart(Sentences.of(e));
    }
    PostgresCommands.Result result =
        commands.run(
            START_LIMIT.plus(GRACE),
            "pg_ctl",
            List.of(
                "start",
                "-w",
                "-t",
                seconds(START_LIMIT),
                "-D",
                data.toString(),
                "-l",
                log.toString()));
    if (!result.succeeded()) {
      throw cannotStart(PostgresLog.lastFatalLine(log).orElse(result.lastLine()));
    }
    return postmaster().orElseThrow(() -> cannotStart("it ended at once"));
  }

  /** Stops the server, in the hard way when sessions hold it up. Does nothing when it is down. */
  void stop() {
    if (postmaster().isEmpty()) {
      return;
    }
    if (!stop("fast", STOP_LIMIT) && !stop("immediate", HARD_STOP_LIMIT)) {
      LOG.atError().addKeyValue("data", data).log("database did not stop");
    }
  }

  Path log() {
    return log;
  }

  private boolean stop(String mode, Duration limit) {
    return commands
        .run(
            limit.plus(GRACE),
            "pg_ctl",
            List.of("stop", "-w", "-t", seconds(limit), "-m", mode, "-D", data.toString()))
        .succeeded();
  }

  private void stopLeftOver() throws IOException {
    if (postmaster().isPresent()) {
      LOG.atInfo().addKeyValue("data", data).log("stopping the database of an ended run");
      stop();
    } else {
      // Its pid may belong to another program by now, and the server would not start over that.
      Postmaster.deletePidFile(data);
    }
  }

  private Optional<ProcessHandle> postmaster() {
    return Postmaster.of(data);
  }

  private void createCluster(String password) throws IOException {
    if (Files.exists(versionFile(data))) {
      return;
    }
    Path draft = data.resolveSibling("data.new");
    FileTrees.delete(draft);
    Path passwordFile = data.resolveSibling("password.new");
    PrivateFiles.write(passwordFile, password.getBytes(US_ASCII));
    PostgresCommands.Result result =
        commands.run(INIT_LIMIT, "initdb", initArguments(draft, passwordFile));
    Files.delete(passwordFile);
    if (!result.succeeded()) {
      throw cannotStart(result.lastLine());
    }
    Files.move(draft, data);
  }

  private static List<String> initArguments(Path folder, Path passwordFile) {
    return List.of(
        "--pgdata=" + folder,
        "--username=" + SUPERUSER,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
  }

  private static void requireOurMajorVersion(Path data) throws IOException {
    if (!Files.exists(versionFile(data))) {
      return;
    }
    String version = Files.readString(versionFile(data)).strip();
    if (!version.equals(MAJOR_VERSION)) {
      throw new ServiceFailure(
          ExitCode.UNAVAILABLE,
          "The data in %s is of PostgreSQL %s and this Copydesk brings PostgreSQL %s; export it with the old one first."
              .formatted(data, version, MAJOR_VERSION));
    }
  }

  private static Path versionFile(Path data) {
    return data.resolve("PG_VERSION");
  }

  private ServiceFailure cannotStart(String reason) {
    return new ServiceFailure(
        ExitCode.UNAVAILABLE,
        "The embedded database did not start from " + data + ": " + reason + ".");
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
