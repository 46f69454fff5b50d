package org.copydesk.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.HostState;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a shard's memory lets go, and what it keeps. */
final class ForgettingTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ShardState shard =
      new ShardState(0, new Shards(1), new IngestMeters(new SimpleMeterRegistry()));

  @Test
  void urlsThatEndedLongAgoAreForgottenAndLaterOnesAreNot() {
    shard.urls().put(ended("/old", NOON.minus(Duration.ofDays(91))));
    shard.urls().put(ended("/new", NOON.minus(Duration.ofDays(89))));

    shard.forgetOld(NOON);

    assertThat(shard.urls().endedCount()).isEqualTo(1);
    assertThat(shard.urls().take(target("/old"), NOON)).isTrue();
    assertThat(shard.urls().take(target("/new"), NOON)).isFalse();
  }

  @Test
  void parkedUrlIsNeverForgotten() {
    Instant longAgo = NOON.minus(Duration.ofDays(400));
    shard.urls().put(UrlState.of(target("/waits"), UrlState.Status.PARKED, longAgo).dueAt(longAgo));

    shard.forgetOld(NOON);

    assertThat(shard.urls().parkedCount()).isEqualTo(1);
  }

  @Test
  void hostsNotAskedForAWeekAreForgottenUnlessSuspended() {
    Instant longAgo = NOON.minus(Duration.ofDays(8));
    shard.put(host("old.example.org", longAgo, null));
    shard.put(host("suspended.example.org", longAgo, NOON.plusSeconds(60)));
    shard.put(host("fresh.example.org", NOON, null));

    shard.forgetOld(NOON);

    assertThat(shard.host("old.example.org")).isEmpty();
    assertThat(shard.host("suspended.example.org")).isPresent();
    assertThat(shard.host("fresh.example.org")).isPresent();
  }

  @Test
  void robotsTextsAreBoundedAndThoseNotedLongestAgoGo() {
    String text = "x".repeat(64 * 1024);
    ShardState small =
        new ShardState(
            0, new Shards(2), new IngestMeters(new SimpleMeterRegistry()), 8L * text.length());
    for (int i = 0; i < 100; i++) {
      small.put(host("h" + i + ".example.org", text));
      small.put(host("h0.example.org", text));
    }

    assertThat(IntStream.range(0, 100).filter(i -> robots(small, i) != null))
        .containsExactly(0, 97, 98, 99);
    HostState forgotten = small.host("h1.example.org").orElseThrow();
    assertThat(forgotten.robotsFetched()).isNull();
    assertThat(forgotten.delay()).isEqualTo(Duration.ofSeconds(9));
  }

  private static @Nullable String robots(ShardState shard, int host) {
    return shard.host("h" + host + ".example.org").map(HostState::robots).orElse(null);
  }

  private static HostState host(String authority, String robots) {
    return new HostState(authority, Duration.ofSeconds(9), null, null, 0, null, NOON, 200, robots);
  }

  @Test
  void secondLooksAreBounded() {
    Revisits revisits = new Revisits();
    for (int i = 0; i < 20_100; i++) {
      revisits.note(ended("/a" + i, NOON).dueAt(NOON.plusSeconds(60)));
    }

    assertThat(revisits.size()).isEqualTo(20_000);
  }

  private static UrlState ended(String path, Instant at) {
    return UrlState.of(target(path), UrlState.Status.FETCHED, at);
  }

  private static UrlToFetch target(String path) {
    String url = "https://example.org" + path;
    return new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null);
  }

  private static HostState host(
      String authority, Instant robotsFetched, @Nullable Instant suspendedUntil) {
    return new HostState(authority, null, suspendedUntil, null, 0, null, robotsFetched, 200, "");
  }
}
