package org.copydesk.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.message.UrlToFetch.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final URI FEED = URI.create("https://example.org/news/feed.xml");

  private final Discovery discovery = new Discovery(new UrlNormalizer());

  @Test
  void firstAnswerIsAllNew() {
    Discovery.Found found = find(SourceState.unknown("s"), entry("a", NOON), entry("b", null));

    assertThat(found.urls())
        .extracting(UrlToFetch::url)
        .containsExactly("https://example.org/news/a", "https://example.org/news/b");
    assertThat(found.urls()).extracting(UrlToFetch::why).containsOnly(Why.NEW);
  }

  @Test
  void whatWasSeenIsNotFoundAgain() {
    SourceState before = after(entry("a", NOON), entry("b", null));

    Discovery.Found found =
        find(before, entry("a", NOON), entry("b", null), entry("c?utm_source=x", null));

    assertThat(found.urls())
        .extracting(UrlToFetch::url)
        .containsExactly("https://example.org/news/c");
    assertThat(found.isGap()).isFalse();
  }

  @Test
  void laterUpdateIsFoundAsUpdated() {
    SourceState before = after(entry("a", NOON), entry("b", NOON), entry("c", NOON));

    Discovery.Found found =
        find(before, entry("a", NOON.plusSeconds(60)), entry("b", NOON), entry("c", NOON));

    assertThat(found.urls()).extracting(UrlToFetch::why).containsExactly(Why.UPDATED);
  }

  @Test
  void feedThatDatesEverythingAnewIsNotBelieved() {
    FeedEntry[] first = entries(0, 10, NOON);
    FeedEntry[] again = entries(0, 10, NOON.plusSeconds(60));

    Discovery.Found found = find(after(first), again);

    assertThat(found.urls()).isEmpty();
    assertThat(found.untrusted()).isEqualTo(10);
  }

  @Test
  void manyCorrectionsOfTheirOwnTimesAreBelieved() {
    FeedEntry[] corrected =
        IntStream.range(0, 10)
            .mapToObj(i -> entry("p" + i, NOON.plusSeconds(60 + 5L * i)))
            .toArray(FeedEntry[]::new);

    Discovery.Found found = find(after(entries(0, 10, NOON)), corrected);

    assertThat(found.urls()).extracting(UrlToFetch::why).containsOnly(Why.UPDATED).hasSize(10);
    assertThat(found.untrusted()).isZero();
  }

  @Test
  void laterPublicationDateIsAnUpdateWhereTheSourceGivesNoOther() {
    SourceState before = after(new FeedEntry("a", NOON, null, null));

    Discovery.Found found = find(before, new FeedEntry("a", NOON.plusSeconds(60), null, null));

    assertThat(found.urls()).extracting(UrlToFetch::why).containsExactly(Why.UPDATED);
  }

  @Test
  void answerThatSharesNothingWithTheLastOneIsAGap() {
    Discovery.Found found = find(after(entries(0, 10, NOON)), entries(20, 30, NOON));

    assertThat(found.isGap()).isTrue();
    assertThat(found.urls()).hasSize(10);
  }

  @Test
  void sourceThatStillShowsSomethingOldIsTold() {
    SourceState before = after(entries(0, 10, NOON));

    assertThat(discovery.knowsAny(FEED, feed(entries(9, 30, NOON)), before)).isTrue();
    assertThat(discovery.knowsAny(FEED, feed(entries(10, 30, NOON)), before)).isFalse();
  }

  @Test
  void entryNamedTwiceIsFoundOnceAndNoLinkIsCounted() {
    Discovery.Found found =
        find(
            SourceState.unknown("s"),
            entry("a", NOON),
            entry("a#comments", NOON),
            entry("javascript:void(0)", NOON));

    assertThat(found.urls()).hasSize(1);
    assertThat(found.unusable()).isEqualTo(1);
  }

  @Test
  void memoryOfASourceIsBounded() {
    SourceState state = SourceState.unknown("s");
    for (int round = 0; round < 20; round++) {
      state = state(find(state, entries(round * 100, round * 100 + 100, NOON)));
    }

    assertThat(state.seen()).hasSizeLessThanOrEqualTo(600);
    assertThat(find(state, entries(1_900, 2_000, NOON)).urls()).isEmpty();
  }

  @Test
  void entriesOfOldDatesUnderNewAddressesWereNotMissed() {
    SourceState before =
        after(entry("a", NOON), entry("b", NOON.plusSeconds(60))).answeredAt(NOON.plusSeconds(90));

    Discovery.Found moved =
        find(before, entry("new/a", NOON), entry("new/b", NOON.plusSeconds(60)));
    Discovery.Found missed =
        find(before, entry("c", NOON.plusSeconds(120)), entry("d", NOON.plusSeconds(180)));

    assertThat(moved.isGap()).isFalse();
    assertThat(moved.urls()).hasSize(2);
    assertThat(missed.isGap()).isTrue();
  }

  private SourceState after(FeedEntry... entries) {
    return state(find(SourceState.unknown("s"), entries));
  }

  private static SourceState state(Discovery.Found found) {
    return SourceState.unknown("s").withSeen(found.seen());
  }

  private Discovery.Found find(SourceState before, FeedEntry... entries) {
    return discovery.find("s", FEED, feed(entries), before);
  }

  private static Feed feed(FeedEntry... entries) {
    return new Feed(List.of(entries), 0, null, Set.of());
  }

  private static FeedEntry[] entries(int from, int to, Instant updated) {
    List<FeedEntry> entries = new ArrayList<>();
    IntStream.range(from, to).forEach(i -> entries.add(entry("p" + i, updated)));
    return entries.toArray(FeedEntry[]::new);
  }

  private static FeedEntry entry(String link, @Nullable Instant updated) {
    return new FeedEntry(link, null, updated, null);
  }
}
