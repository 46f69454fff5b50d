package org.copydesk.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.KafkaSettings;

/** The service in a process of its own, to be killed. Arguments: the broker, then the feeds. */
final class IngestProcess {

  static final Duration DELAY = Duration.ofMillis(300);

  /** The system property that bounds the visits to one address. */
  static final String PER_ADDRESS = "test.parallelPerAddress";

  private IngestProcess() {}

  /**
   * Starts one.
   *
   * @param options further ones of the JVM; the last class path counts
   * @param output takes what it writes
   */
  static Process start(List<String> options, String broker, List<String> feeds, File output)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(IngestProcess.class.getName());
    command.add(broker);
    command.addAll(feeds);
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }

  public static void main(String[] arguments) throws InterruptedException {
    AddressCache.disable();
    List<SourceConfig> feeds =
        Arrays.stream(arguments)
            .skip(1)
            .map(feed -> SourceConfig.of(SourceConfig.Kind.FEED, URI.create(feed)))
            .toList();
    FetchConfig fetch =
        new FetchConfig(
            "desk@ingest.example",
            DELAY,
            List.of("127.0.0.0/8"),
            feeds.stream().map(feed -> feed.url().getPort()).distinct().toList(),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(1),
            FetchConfig.SHORTEST_POLL,
            FetchConfig.LONGEST_POLL,
            8,
            Integer.getInteger(PER_ADDRESS, FetchConfig.PARALLEL_PER_ADDRESS),
            FetchConfig.LIVE_AGE,
            List.of());
    IngestService service =
        new IngestService(
            fetch,
            feeds,
            new TopicsConfig(TestTopics.PARTITIONS, 1),
            new BackfillConfig(100),
            new KafkaSettings(arguments[0], "killed-ingest", null, Map.of()),
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            failure -> System.exit(failure.exitCode().status()));
    service.start();
    new CountDownLatch(1).await();
  }
}
