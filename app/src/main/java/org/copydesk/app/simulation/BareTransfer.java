package org.copydesk.app.simulation;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Topics;
import org.jsoup.Connection;
import org.jsoup.Jsoup;

/**
 * What fetching costs without a crawler around it: pages through jsoup's connection, each written
 * to {@code news.pages.v1} and awaited, as many at a time as the crawler may. A process of its own,
 * so that its processor time is measured as the crawler's is.
 *
 * <p>Arguments: the broker, the file with the addresses of the pages, how many at a time. Prints
 * the processor time, in nanoseconds, of the first and of the second half of the pages.
 */
final class BareTransfer {

  private static final int TIMEOUT_MILLIS = 30_000;

  private BareTransfer() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    KafkaSettings kafka = new KafkaSettings(arguments[0], "bare-transfer", null, Map.of());
    List<String> urls = Files.readAllLines(Path.of(arguments[1]));
    int parallel = Integer.parseInt(arguments[2]);
    int half = urls.size() / 2;
    try (AckedProducer producer = new AckedProducer(kafka, new SimpleMeterRegistry())) {
      long begin = cpuNanos();
      transfer(urls.subList(0, half), parallel, producer);
      long middle = cpuNanos();
      transfer(urls.subList(half, urls.size()), parallel, producer);
      System.out.println("cpu " + (middle - begin) + " " + (cpuNanos() - middle));
    }
  }

  private static void transfer(List<String> urls, int parallel, AckedProducer producer)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> worker =
        () -> {
          for (int i = next.getAndIncrement(); i < urls.size(); i = next.getAndIncrement()) {
            String url = urls.get(i);
            producer.send(Outgoing.of(Topics.PAGES, url, fetch(url), Headers.empty())).get();
          }
          return null;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> workers =
          threads.invokeAll(IntStream.range(0, parallel).mapToObj(i -> worker).toList());
      for (Future<Void> ended : workers) {
        ended.get();
      }
    }
  }

  private static byte[] fetch(String url) throws IOException {
    Connection.Response response =
        Jsoup.connect(url)
            .userAgent("Copydesk/bare")
            .header("Accept-Encoding", "gzip")
            .followRedirects(false)
            .ignoreHttpErrors(true)
            .ignoreContentType(true)
            .proxy(Proxy.NO_PROXY)
            .maxBodySize(0)
            .timeout(TIMEOUT_MILLIS)
            .execute();
    try (BufferedInputStream body = response.bodyStream()) {
      return body.readAllBytes();
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
