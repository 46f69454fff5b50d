package org.copydesk.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.junit.jupiter.api.Test;

final class HostLinesTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final HostLines lines = new HostLines();

  @Test
  void urlThatWasDueFirstIsTakenFirst() {
    lines.add(parked("https://a.example/late", 20));
    lines.add(parked("https://b.example/middle", 10));
    lines.add(parked("https://a.example/early", 0));

    assertThat(taken(10)).containsExactly("https://a.example/early", "https://b.example/middle");
    assertThat(lines.next()).isEqualTo(NOON.plusSeconds(20));
  }

  @Test
  void hostWithoutRoomLetsItsWholeLineWaitInItsOrder() {
    lines.add(parked("https://full.example/1", 0));
    lines.add(parked("https://full.example/2", 1));
    lines.add(parked("https://other.example/", 2));

    UrlState first = lines.takeNext(NOON.plusSeconds(5)).orElseThrow();
    lines.putBack(first, NOON.plusSeconds(30));

    assertThat(taken(29)).containsExactly("https://other.example/");
    assertThat(lines.notBefore(parked("https://full.example/2", 1)))
        .isEqualTo(NOON.plusSeconds(30));
    assertThat(taken(30)).containsExactly("https://full.example/1", "https://full.example/2");
    assertThat(lines.next()).isNull();
  }

  @Test
  void lineWaitsFromWhenItsFirstUrlIsDue() {
    UrlState state = parked("https://a.example/", 10);
    lines.add(state);

    assertThat(lines.isWaiting("a.example", NOON.plusSeconds(9))).isFalse();
    assertThat(lines.isWaiting("a.example", NOON.plusSeconds(10))).isTrue();
    assertThat(lines.isWaiting("b.example", NOON.plusSeconds(10))).isFalse();

    lines.remove(state);

    assertThat(lines.isWaiting("a.example", NOON.plusSeconds(10))).isFalse();
    assertThat(lines.count("a.example")).isZero();
  }

  private List<String> taken(int second) {
    Instant now = NOON.plusSeconds(second);
    return Stream.iterate(lines.takeNext(now), Optional::isPresent, last -> lines.takeNext(now))
        .flatMap(Optional::stream)
        .map(state -> state.target().url())
        .toList();
  }

  private static UrlState parked(String url, int dueSecond) {
    UrlToFetch target =
        new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null);
    return UrlState.of(target, UrlState.Status.PARKED, NOON.minusSeconds(1))
        .dueAt(NOON.plusSeconds(dueSecond));
  }
}
