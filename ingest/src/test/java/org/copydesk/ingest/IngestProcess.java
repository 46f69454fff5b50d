package org.copydesk.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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

  private IngestProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    AddressCache.disable();
    List<SourceConfig> feeds =
        Arrays.stream(arguments)
            .skip(1)
            .map(feed -> SourceConfig.of(SourceConfig.Kind.FEED, URI.create(feed)))
            .toList();
    FetchConfig fetch =
        new FetchConfig(
            null,
            DELAY,
            List.of("127.0.0.0/8"),
            feeds.stream().map(feed -> feed.url().getPort()).toList(),
            Duration.ofSeconds(10),
            1 << 20,
            Duration.ofSeconds(1),
            8);
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
