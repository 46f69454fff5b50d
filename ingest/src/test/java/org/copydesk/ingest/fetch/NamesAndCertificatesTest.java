package org.copydesk.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad certificates (B24, B25) and bad names (B32, B33), met by a process of its own that knows test
 * names and trusts a test authority.
 */
@Timeout(120)
final class NamesAndCertificatesTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  private static final String HELLO = OK + "Content-Length: 5\r\n\r\nhello";

  /** A new process on a busy machine needs seconds for its first secure connection. */
  private static final Duration ENOUGH = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofSeconds(1);

  /** The beginning of a ServerHello that announces 16 KiB. */
  private static final byte[] LONG_HELLO = HexFormat.of().parseHex("1603034000020000fc0303");

  /** What a server of before TLS 1.2 says to us: alert, fatal, protocol_version. */
  private static final byte[] TOO_OLD = HexFormat.of().parseHex("15030100020246");

  @TempDir private static Path shared;
  private static TestCertificates certificates;

  @TempDir private Path folder;
  private final CountDownLatch testOver = new CountDownLatch(1);
  private final List<HostileServer> servers = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() throws IOException, InterruptedException {
    certificates = TestCertificates.make(shared);
  }

  @AfterEach
  void stop() throws IOException {
    testOver.countDown();
    for (HostileServer server : servers) {
      server.close();
    }
  }

  @Test
  void b24BadCertificateIsRefusedByItsCause() throws Exception {
    String good = https("good.test", serving(HostileServer.secure(certificates.good())));
    String wrongName = good.replace("good.test", "wrong.test");
    String expired = https("good.test", serving(HostileServer.secure(certificates.expired())));
    String self = https("good.test", serving(HostileServer.secure(certificates.selfSigned())));
    String chain = https("good.test", serving(HostileServer.secure(certificates.hugeChain())));
    String old = https("good.test", keep(HostileServer.deaf(out -> out.write(TOO_OLD))));

    Map<String, String> ends =
        fetch(certificates.trustStore(), good, wrongName, expired, self, chain, old);

    assertThat(ends)
        .containsEntry(good, "body-5")
        .containsEntry(wrongName, "tls-name")
        .containsEntry(expired, "tls-expired")
        .containsEntry(self, "tls-untrusted")
        .containsEntry(old, "tls");
    assertThat(ends.get(chain)).startsWith("tls");
  }

  @Test
  void b25SlowOrBrokenOffSecureConnectionEndsInTime() throws Exception {
    HostileServer cut = keep(HostileServer.secure(certificates.good()));
    cut.on("/page", OK + "Content-Length: 900\r\n\r\nhello");
    cut.on("/chunks", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel");
    cut.on("/open-ended", OK + "\r\nhello, and then");
    String silent = https("good.test", keep(new HostileServer()));
    String slow = https("good.test", keep(HostileServer.deaf(this::drip)));
    String plain =
        https("good.test", keep(HostileServer.deaf(out -> out.write(HELLO.getBytes(UTF_8)))));
    String short1 = https("good.test", cut);
    String short2 = short1.replace("/page", "/chunks");
    String short3 = short1.replace("/page", "/open-ended");

    Map<String, String> late = fetch(SHORT, certificates.trustStore(), silent, slow);
    Map<String, String> ends = fetch(certificates.trustStore(), plain, short1, short2, short3);

    assertThat(late).containsEntry(silent, "deadline").containsEntry(slow, "deadline");
    assertThat(ends)
        .containsEntry(short1, "closed")
        .containsEntry(short2, "closed")
        // As over plain HTTP: an end that only the closing tells cannot be told from a cut.
        .containsEntry(short3, "body-15");
    assertThat(ends.get(plain)).isIn("tls", "closed");
  }

  @Test
  void b13RedirectToPlainHttpIsReportedAsAnyOther() throws Exception {
    HostileServer server = keep(HostileServer.secure(certificates.good()));
    server.on(
        "/page", "HTTP/1.1 302 Found\r\nLocation: http://good.test/\r\nContent-Length: 0\r\n\r\n");
    String url = https("good.test", server);

    assertThat(fetch(certificates.trustStore(), url)).containsEntry(url, "redirect");
  }

  @Test
  void b32NameWithAnyPrivateAddressIsRefused() throws Exception {
    HostileServer server = serving(new HostileServer());
    String open = http("good.test", server);
    String inside = http("inside.test", server);
    String mixed = http("mixed.test", server);

    assertThat(fetch(null, open, inside, mixed))
        .containsEntry(open, "body-5")
        .containsEntry(inside, "refused-address")
        .containsEntry(mixed, "refused-address");
    assertThat(server.requests("/page")).hasSize(1);
  }

  @Test
  void b33NameThatChangesItsMindIsCheckedAtEachRequest() throws Exception {
    HostileServer server = serving(new HostileServer());
    String first = http("good.test", server);
    String second = first + "?2";
    server.on("/page?2", HELLO);

    assertThat(fetch(null, first, "good.test=10.0.0.1", second))
        .containsEntry(first, "body-5")
        .containsEntry(second, "refused-address");
    assertThat(server.requests("/page?2")).isEmpty();
  }

  private HostileServer serving(HostileServer server) {
    return keep(server).on("/page", HELLO);
  }

  private HostileServer keep(HostileServer server) {
    servers.add(server);
    return server;
  }

  private static String https(String name, HostileServer server) {
    return "https://" + name + ":" + server.port() + "/page";
  }

  private static String http(String name, HostileServer server) {
    return "http://" + name + ":" + server.port() + "/page";
  }

  private void drip(OutputStream out) throws IOException, InterruptedException {
    out.write(LONG_HELLO);
    while (!testOver.await(200, TimeUnit.MILLISECONDS)) {
      out.write(0);
      out.flush();
    }
  }

  /** How each URL ended; all within the deadline and what a busy machine adds. */
  private Map<String, String> fetch(@Nullable Path trustStore, String... words) throws Exception {
    return fetch(ENOUGH, trustStore, words);
  }

  private Map<String, String> fetch(Duration deadline, @Nullable Path trustStore, String... words)
      throws Exception {
    Path hosts = folder.resolve("hosts");
    Files.write(
        hosts,
        List.of(
            "127.0.0.1 localhost",
            "127.0.0.1 good.test",
            "127.0.0.1 wrong.test",
            "10.0.0.1 inside.test",
            "127.0.0.1 mixed.test",
            "10.0.0.1 mixed.test"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-D" + FetchProcess.DEADLINE + "=" + deadline,
            "-D" + TestNames.FILE + "=" + hosts));
    if (trustStore != null) {
      command.add("-Djavax.net.ssl.trustStore=" + trustStore);
      command.add("-Djavax.net.ssl.trustStorePassword=" + TestCertificates.PASSWORD);
    }
    command.add("-cp");
    command.add(
        TestNames.install(folder) + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(FetchProcess.class.getName());
    command.addAll(Arrays.asList(words));
    return ends(new ProcessBuilder(command).redirectErrorStream(true).start(), deadline);
  }

  private static Map<String, String> ends(Process process, Duration deadline) throws Exception {
    Map<String, String> ends = new LinkedHashMap<>();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    for (String line : said.lines().filter(line -> line.startsWith("ended ")).toList()) {
      String[] words = line.split(" ", 5);
      ends.put(words[1], words[2]);
      assertThat(Long.parseLong(words[3])).as(line).isLessThan(deadline.plus(ENOUGH).toMillis());
    }
    return ends;
  }
}
