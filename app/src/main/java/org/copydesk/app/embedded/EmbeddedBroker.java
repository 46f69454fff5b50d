package org.copydesk.app.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller, in this process, for clients on this machine. Its data and
 * its ports stay the same from start to start. Since Kafka's exit procedures belong to the whole
 * JVM, there may be one at a time.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  /** A broker that met a fatal error has lost threads it waits for, and mostly does not stop. */
  private static final Duration FAILED_STOP_LIMIT = Duration.ofSeconds(3);

  private final KafkaRaftServer server;
  private final BrokerPorts ports;
  private final KafkaExit exit;

  private EmbeddedBroker(KafkaRaftServer server, BrokerPorts ports, KafkaExit exit) {
    this.server = server;
    this.ports = ports;
    this.exit = exit;
  }

  /**
   * Starts the broker and returns once it serves clients.
   *
   * @param configuredPort the port for clients, 0 to choose one and keep it
   * @throws ServiceFailure when a port is taken, the folder cannot be used, or it is not up within
   *     a minute
   */
  public static EmbeddedBroker start(DataFolder folder, int configuredPort) {
    Path logs = folder.path().resolve("kafka");
    BrokerPorts ports = BrokerPorts.choose(folder.settings(), configuredPort);
    KafkaConfig config = KafkaConfig.fromProps(BrokerConfig.properties(logs, ports), false);
    format(logs);
    KafkaExit exit = KafkaExit.install(logs);
    try {
      if (KilledBroker.wasKilled(logs)) {
        KilledBroker.fence(logs, ports);
      }
      KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
      startUp(server, exit);
      LOG.atInfo().addKeyValue("bootstrapServers", ports.clientAddress()).log("broker started");
      return new EmbeddedBroker(server, ports, exit);
    } catch (Exception e) {
      throw startFailure(e, ports, logs);
    }
  }

  /** The broker's address, as {@code bootstrap.servers} wants it. */
  public String bootstrapServers() {
    return ports.clientAddress();
  }

  /** Completes with the reason if the broker gives up while it runs, such as on a full disk. */
  public CompletionStage<ServiceFailure> failure() {
    return exit.failure();
  }

  /** Stops the broker, at most within 15 seconds; what is on disk by then is kept either way. */
  @Override
  public void close() {
    exit.expectStop();
    Duration limit = exit.hasFailed() ? FAILED_STOP_LIMIT : STOP_LIMIT;
    if (!finishes(server, limit)) {
      LOG.atWarn()
          .addKeyValue("limit", limit)
          .log("broker did not stop in time, its log is recovered at the next start");
    }
  }

  /** Works in a draft folder, so that a start that is killed half-way leaves no half-made one. */
  private static void format(Path logs) {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    Path draft = logs.resolveSibling("kafka.new");
    try {
      FileTrees.delete(draft);
      PrivateFiles.createDirectories(draft);
      new Formatter()
          .setPrintStream(
              new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerConfig.NODE_ID)
          .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setMetadataLogDirectory(draft.toString())
          .addDirectory(draft.toString())
          .run();
      Files.move(draft, logs);
    } catch (IOException e) {
      throw new ServiceFailure(
          ExitCode.CANNOT_CREATE,
          "The broker's folder " + logs + " cannot be written: " + Sentences.of(e) + ".",
          e);
    } catch (Exception e) {
      throw new ServiceFailure(
          ExitCode.UNAVAILABLE,
          "The broker's folder " + logs + " cannot be formatted: " + Sentences.ofAny(e) + ".",
          e);
    }
  }

  private static void startUp(KafkaRaftServer server, KafkaExit exit) throws Exception {
    CompletableFuture<Void> startup = run("broker-start", server::startup);
    // A fatal error on one of Kafka's own threads must end the wait too.
    exit.failure().thenAccept(startup::completeExceptionally);
    try {
      startup.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      exit.expectStop();
      finishes(server, FAILED_STOP_LIMIT);
      throw e;
    }
  }

  private static boolean finishes(KafkaRaftServer server, Duration limit) {
    try {
      run("broker-stop", server::shutdown).get(limit.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.atWarn().setCause(e.getCause()).log("broker stopped with an error");
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static CompletableFuture<Void> run(String name, Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  private static ServiceFailure startFailure(Exception failure, BrokerPorts ports, Path logs) {
    LOG.atDebug().setCause(failure).log("broker did not start");
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new ServiceFailure(
          ExitCode.UNAVAILABLE, "The start of the broker was interrupted.", failure);
    }
    if (failure instanceof TimeoutException) {
      return new ServiceFailure(
          ExitCode.UNAVAILABLE,
          "The broker was not up after " + START_LIMIT.toSeconds() + " seconds.",
          failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return LoopbackPorts.inUse(ports.client(), BrokerPorts.CLIENT_KEY);
      }
      if (cause instanceof ServiceFailure known) {
        return known;
      }
    }
    return new ServiceFailure(
        ExitCode.UNAVAILABLE,
        "The broker did not start from " + logs + ": " + Sentences.ofAny(failure) + ".",
        failure);
  }
}
