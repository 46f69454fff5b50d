package org.copydesk.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FetchGuardTest {

  private final FetchGuard guard = new FetchGuard(new AddressPolicy(List.of(), true), Set.of(8080));

  @ParameterizedTest
  @CsvSource({
    "ftp://example.org/, SCHEME",
    "file:///etc/hosts, SCHEME",
    "jar:http://example.org/a.jar!/b, SCHEME",
    "http:foo, HOST",
    "http:/foo, HOST",
    "http://good@example.org/, USER_INFO",
    "http://example.org:22/, PORT",
    "http://example.org:25/, PORT",
    "http://example.org:5432/, PORT",
    "http://example.org:9092/, PORT",
    "http://example.org:0/, PORT",
    "http://127.0.0.1/, ADDRESS",
    "http://127.1/, HOST",
    "http://2130706433/, ADDRESS",
    "http://0/, ADDRESS",
    "http://0177.0.0.1/, ADDRESS",
    "http://0x7f.1/, HOST",
    "http://[::1]/, ADDRESS",
    "http://[::]/, ADDRESS",
    "http://[::ffff:127.0.0.1]/, ADDRESS",
    "http://[::ffff:0:127.0.0.1]/, ADDRESS",
    "http://[64:ff9b::7f00:1]/, ADDRESS",
    "http://[2002:7f00:1::]/, ADDRESS",
    "http://169.254.169.254/latest/, ADDRESS",
    "http://localhost/, ADDRESS",
    "http://LOCALHOST/, ADDRESS",
    "http://localhost./, ADDRESS",
    "http://foo.localhost/, ADDRESS",
  })
  void dangerousUrlIsRefusedByItsRule(String url, Refusal.Rule rule) {
    assertThat(guard.refusal(URI.create(url))).map(Refusal::rule).contains(rule);
  }

  @Test
  void nameWithAnUnderscoreIsRefusedByItsRuleForJavaOpensNone() {
    URI url = URI.create("http://my_paper.example/a");

    assertThat(guard.refusal(url))
        .contains(new Refusal(Refusal.Rule.HOST, "underscore in the name"));
    assertThatThrownBy(() -> HttpRequest.newBuilder(url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/",
        "https://example.org/",
        "https://example.org:443/",
        "http://example.org:8080/",
        "http://1.1.1.1/",
        "http://[2606:4700::1111]/",
        "http://localhost.example.org/",
      })
  void ordinaryUrlPasses(String url) {
    assertThat(guard.refusal(URI.create(url))).isEmpty();
  }

  @Test
  void allowedLoopbackCountsAsOwnNetwork() {
    FetchGuard own =
        new FetchGuard(new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false), Set.of(8080));

    assertThat(own.refusal(URI.create("http://localhost:8080/"))).isEmpty();
    assertThat(own.isOwnNetwork(URI.create("http://127.0.0.1:8080/"))).isTrue();
    assertThat(own.isOwnNetwork(URI.create("http://example.org/"))).isFalse();
  }
}
