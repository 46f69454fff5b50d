package org.copydesk.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.copydesk.ingest.fetch.TestNames;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many names lead to one server, which counts how many requests it has at a time. */
final class SharedAddressTest {

  private static final int NAMES = 12;
  private static final int MOST = 2;
  private static final long ANSWER_MILLIS = 150;

  @TempDir private Path folder;
  private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> visited = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private TestBroker broker;
  private HttpServer server;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    broker = TestBroker.start();
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.createContext("/", this::handle);
    server.start();
    process = startProcess();
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
    server.stop(0);
    answers.shutdownNow();
    broker.close();
  }

  @Test
  void serverOfManyNamesSeesNoMoreRequestsAtATimeThanItMay() {
    await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(visited).hasSize(NAMES));
    assertThat(most.get()).isEqualTo(MOST);
  }

  /** Answers a while later, so that requests at a time are seen as such. */
  private void handle(HttpExchange exchange) {
    most.accumulateAndGet(open.incrementAndGet(), Math::max);
    var unused = answers.schedule(() -> answer(exchange), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void answer(HttpExchange exchange) {
    open.decrementAndGet();
    String path = exchange.getRequestURI().getPath();
    byte[] body = body(path).getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (path.equals("/page")) {
      visited.add(exchange.getRequestHeaders().getFirst("Host"));
    }
  }

  private static String body(String path) {
    return switch (path) {
      case "/feed" ->
          "<rss version=\"2.0\"><channel><title>t</title><link>/</link><description>d</description>"
              + "<item><title>a</title><link>/page</link></item></channel></rss>";
      case "/page" -> "<html><body><p>Some words.</p></body></html>";
      default -> "";
    };
  }

  private Process startProcess() throws IOException {
    List<String> names = IntStream.range(0, NAMES).mapToObj(i -> "n" + i + ".site.test").toList();
    Path hosts =
        Files.write(
            folder.resolve("hosts"), names.stream().map(name -> "127.0.0.1 " + name).toList());
    List<String> options =
        List.of(
            "-D" + TestNames.FILE + "=" + hosts,
            "-D" + IngestProcess.PER_ADDRESS + "=" + MOST,
            "-cp",
            TestNames.install(folder) + File.pathSeparator + System.getProperty("java.class.path"));
    int port = server.getAddress().getPort();
    List<String> feeds =
        new ArrayList<>(
            names.stream().map(name -> "http://" + name + ":" + port + "/feed").toList());
    return IngestProcess.start(
        options, broker.bootstrapServers(), feeds, folder.resolve("ingest.log").toFile());
  }
}
