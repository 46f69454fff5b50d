package org.copydesk.ingest.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What odd, but not evil, servers do, on loopback. */
final class OddServersTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n";

  private final HostileServer server = new HostileServer();
  private final Fetcher fetcher =
      new Fetcher(
          new FetchGuard(
              new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false), Set.of(server.port())),
          "Copydesk/test",
          Duration.ofSeconds(60));

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void b19OfTwoContentTypesTheLastThatNamesATypeCounts() throws InterruptedException {
    server.on(
        "/a",
        OK
            + "Content-Type: text/html; charset=iso-8859-1\r\nContent-Type: text/html; charset=utf-8\r\n"
            + "Content-Type: nonsense\r\n\r\nhello");

    assertThat(fetch("/a"))
        .isInstanceOfSatisfying(
            FetchResult.Body.class,
            body -> assertThat(body.head().contentType()).contains("text/html; charset=utf-8"));
  }

  @Test
  void b20BareLineFeedsAndManyInterimAnswersAreReadOrNamed() throws InterruptedException {
    server.on("/lf", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");
    server.on("/interim", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100) + OK + "\r\nhello");

    assertThat(List.of(fetch("/lf"), fetch("/interim")))
        .allSatisfy(
            result -> {
              switch (result) {
                case FetchResult.Body body ->
                    assertThat(body.body()).asString(UTF_8).isEqualTo("hello");
                case FetchResult.Broken broken ->
                    assertThat(broken.fault())
                        .isIn(FetchResult.Fault.PROTOCOL, FetchResult.Fault.CLOSED);
                default -> throw new AssertionError(result);
              }
            });
  }

  @Test
  void b21PartThatNobodyAskedForIsNoPage() throws InterruptedException {
    server.on(
        "/part",
        "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-4/900\r\n"
            + OK.substring(17)
            + "\r\nhello");
    server.on("/minus", "HTTP/1.1 -1 Odd\r\nContent-Length: 0\r\n\r\n");

    assertThat(fetch("/part"))
        .isInstanceOfSatisfying(
            FetchResult.Status.class, part -> assertThat(part.head().status()).isEqualTo(206));
    assertThat(fetch("/minus")).isInstanceOf(FetchResult.Broken.class);
  }

  @Test
  void bodyInAnotherCharsetThanItsHeadIsGivenAsItCame() throws InterruptedException {
    byte[] body = "Sète!".getBytes(ISO_8859_1);
    server.on(
        "/a",
        out -> {
          out.write((OK + "Content-Type: text/html; charset=utf-8\r\n\r\n").getBytes(UTF_8));
          out.write(body);
        });

    assertThat(fetch("/a"))
        .isInstanceOfSatisfying(
            FetchResult.Body.class, page -> assertThat(page.body()).isEqualTo(body));
  }

  private FetchResult fetch(String path) throws InterruptedException {
    return fetcher.fetch(FetchRequest.page(server.url(path), 1 << 20));
  }
}
