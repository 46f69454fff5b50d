package org.copydesk.app.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.copydesk.app.Main;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.EmbeddedBroker;
import org.copydesk.app.embedded.FileTrees;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Topics;

/**
 * Lets the real ingest service, in a process of its own, crawl a simulated web through a real
 * broker; both of these run in this process. Then a bare transfer fetches pages of the same web,
 * for comparison. Single use, one thread.
 */
public final class IngestBench {

  private static final Duration READ = Duration.ofMillis(500);
  private static final Duration REPORT = Duration.ofSeconds(15);

  /** So long without any page is the end, beyond the longest pause of a polite crawl. */
  private static final Duration STALLED = Duration.ofSeconds(90);

  /** How long after the last page a page too many would still come. */
  private static final Duration SETTLED = Duration.ofSeconds(4);

  private static final int BARE_PAGES = 40_000;

  /**
   * How the crawler is run.
   *
   * @param parallel hosts that it talks to at a time
   * @param partitions of every topic
   * @param heap the largest heap of its process, as {@code -Xmx} takes it
   */
  public record Settings(WebPlan plan, int parallel, int partitions, String heap) {}

  private final Settings settings;
  private final WebPlan plan;
  private final Consumer<String> progress;
  private long firstPage;
  private long lastPage;
  private Duration cpuInTheMiddle = Duration.ZERO;
  private int pagesInTheMiddle;
  private OptionalLong heapInTheMiddle = OptionalLong.empty();

  /**
   * @param progress told from time to time how far it is
   */
  public IngestBench(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.plan = settings.plan();
    this.progress = progress;
  }

  /** Runs it; what fails of the web's checks is in the result. */
  public BenchResult run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("copydesk-bench");
    try (DataFolder data = DataFolder.open(folder.resolve("data"));
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        SimulatedWeb web = SimulatedWeb.start(plan)) {
      KafkaSettings kafka =
          new KafkaSettings(broker.bootstrapServers(), "bench-ingest", null, Map.of());
      try (TopicAdmin admin = new TopicAdmin(kafka)) {
        TopicsConfig topics = new TopicsConfig(settings.partitions(), 1);
        admin.ensure(Topics.all(), TopicAdmin.Sizes.of(topics));
      }
      BenchResult crawl = crawl(folder, web, kafka);
      web.judge().stop();
      progress.accept("now the bare transfer");
      return crawl.withBare(bare(folder, web, kafka));
    } finally {
      FileTrees.delete(folder);
    }
  }

  private BenchResult crawl(Path folder, SimulatedWeb web, KafkaSettings kafka)
      throws IOException, InterruptedException {
    try (PageTally tally = new PageTally(plan, kafka, settings.partitions());
        MeasuredProcess ingest = startIngest(folder, web, kafka)) {
      follow(tally, web.judge(), ingest);
      BenchResult.Cpu cpu = cpu(ingest, tally.distinct());
      settle(tally);
      RequestJudge.Findings findings = web.judge().findings();
      BenchResult.Memory memory =
          new BenchResult.Memory(heapInTheMiddle, ingest.liveHeap(), ingest.peakResident());
      return new BenchResult(
          plan,
          tally.distinct(),
          Duration.ofNanos(lastPage - firstPage),
          cpu,
          new BenchResult.Cpu(0, 0),
          memory,
          findings,
          faults(tally, findings, ingest));
    }
  }

  private MeasuredProcess startIngest(Path folder, SimulatedWeb web, KafkaSettings kafka)
      throws IOException {
    Path config = folder.resolve("copydesk.yml");
    Files.write(config, web.configuration(settings.parallel()));
    Map<String, String> environment =
        Map.of(
            "COPYDESK_KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "COPYDESK_TOPICS_PARTITIONS",
            Integer.toString(settings.partitions()),
            "COPYDESK_TOPICS_REPLICATION",
            "1",
            "COPYDESK_STATUS_BIND",
            "127.0.0.1:0");
    return MeasuredProcess.start(
        options(),
        Main.class.getName(),
        List.of("ingest", "--config", config.toString()),
        environment,
        folder.resolve("ingest.log"));
  }

  /** As the launcher runs the service. */
  private List<String> options() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx" + settings.heap(),
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable"));
    if (Runtime.version().feature() >= 25) {
      options.add("-XX:TrimNativeHeapInterval=10000");
    }
    return options;
  }

  /** Until all is published, or nothing is asked for and nothing comes any more. */
  private void follow(PageTally tally, RequestJudge judge, MeasuredProcess ingest)
      throws InterruptedException {
    long requests = 0;
    long begin = System.nanoTime();
    long reported = begin;
    long progressed = begin;
    while (!tally.isComplete() && ingest.isAlive() && isWithin(STALLED, progressed)) {
      int before = tally.distinct();
      tally.read(READ);
      long now = System.nanoTime();
      if (tally.distinct() > before) {
        lastPage = now;
        firstPage = before == 0 ? now : firstPage;
      }
      // All hosts' rules and feeds come before the first page: on a busy machine that takes long.
      long asked = judge.findings().requests();
      progressed = tally.distinct() > before || asked > requests ? now : progressed;
      requests = asked;
      if (pagesInTheMiddle == 0 && tally.distinct() >= plan.urls() / 2) {
        noteTheMiddle(tally, ingest);
      }
      if (now - reported > REPORT.toNanos()) {
        reported = now;
        progress.accept(progress(tally, ingest));
      }
    }
  }

  private void noteTheMiddle(PageTally tally, MeasuredProcess ingest) throws InterruptedException {
    heapInTheMiddle = ingest.liveHeap();
    cpuInTheMiddle = ingest.cpu();
    pagesInTheMiddle = tally.distinct();
  }

  private String progress(PageTally tally, MeasuredProcess ingest) {
    return "%d of %d pages, %d s of processor time, %d MB resident"
        .formatted(
            tally.distinct(),
            plan.urls(),
            ingest.cpu().toSeconds(),
            ingest.resident().orElse(0) >> 20);
  }

  private BenchResult.Cpu cpu(MeasuredProcess ingest, int pages) {
    Duration cpu = ingest.cpu();
    return new BenchResult.Cpu(
        perPage(cpu, pages), perPage(cpu.minus(cpuInTheMiddle), pages - pagesInTheMiddle));
  }

  private static void settle(PageTally tally) {
    long begin = System.nanoTime();
    while (isWithin(SETTLED, begin)) {
      tally.read(READ);
    }
  }

  private List<String> faults(
      PageTally tally, RequestJudge.Findings findings, MeasuredProcess ingest) {
    List<String> faults = new ArrayList<>(tally.faults());
    if (!findings.isPolite()) {
      faults.add(
          "%d requests came while another was under way, %d too soon after one: %s"
              .formatted(
                  findings.overlaps(),
                  findings.shortGaps(),
                  String.join("; ", findings.examples())));
    }
    if (!ingest.isAlive()) {
      faults.add("the ingest process has ended:\n" + ingest.tail());
    } else if (!tally.isComplete()) {
      faults.add("the ingest process came no further:\n" + ingest.tail());
    }
    return faults;
  }

  /** Pages of all hosts in turn, so that no connection is used again, as in a polite crawl. */
  private BenchResult.Cpu bare(Path folder, SimulatedWeb web, KafkaSettings kafka)
      throws IOException, InterruptedException {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < Math.min(plan.urls(), BARE_PAGES); i++) {
      urls.add(web.article(i % plan.hosts(), i / plan.hosts()));
    }
    Path list = Files.write(folder.resolve("bare.urls"), urls);
    Path log = folder.resolve("bare.log");
    try (MeasuredProcess bare =
        MeasuredProcess.start(
            options(),
            BareTransfer.class.getName(),
            List.of(
                kafka.bootstrapServers(), list.toString(), Integer.toString(settings.parallel())),
            Map.of(),
            log)) {
      if (!bare.endsWell(Duration.ofMinutes(20))) {
        throw new IllegalStateException("the bare transfer failed:\n" + bare.tail());
      }
    }
    String[] nanos =
        Files.readAllLines(log).stream()
            .filter(line -> line.startsWith("cpu "))
            .findFirst()
            .orElseThrow()
            .split(" ", 4);
    Duration first = Duration.ofNanos(Long.parseLong(nanos[1]));
    Duration second = Duration.ofNanos(Long.parseLong(nanos[2]));
    return new BenchResult.Cpu(
        perPage(first.plus(second), urls.size()), perPage(second, urls.size() - urls.size() / 2));
  }

  private static double perPage(Duration cpu, int pages) {
    return cpu.toNanos() / 1e6 / Math.max(1, pages);
  }

  private static boolean isWithin(Duration limit, long since) {
    return System.nanoTime() - since < limit.toNanos();
  }
}
