package org.copydesk.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.copydesk.ingest.registry.Edit.Result;
import org.copydesk.ingest.registry.RegistryEdits.Differing;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.Source.Origin;
import org.junit.jupiter.api.Test;

final class RegistryEditsTest {

  private static final Source CITY = source("city", "https://city.example/rss", Origin.COMMAND);
  private static final Source FILE = source("paper", "https://paper.example/rss", Origin.CONFIG);
  private static final Source MAP =
      source("city~0123456789ab", "https://city.example/map.xml", Origin.DISCOVERED);

  @Test
  void addingTwiceChangesNothingTheSecondTime() {
    RegistryEdits edits = edits();
    SourceConfig wish = wish("new", "https://new.example/rss");

    assertThat(edits.add(wish, false, Differing.REFUSED).result()).isEqualTo(Result.ADDED);
    assertThat(edits.add(wish, false, Differing.REFUSED).result()).isEqualTo(Result.UNCHANGED);
  }

  @Test
  void oneAddressIsFollowedOnceHoweverItIsWritten() {
    Edit edit =
        edits(CITY)
            .add(wish("other", "https://CITY.example:443/rss#top"), false, Differing.REFUSED);

    assertThat(edit.result()).isEqualTo(Result.UNCHANGED);
    assertThat(edit.id()).isEqualTo("city");
  }

  @Test
  void takenIdIsRefusedOnlyWhenTheOperatorChoseIt() {
    SourceConfig wish = wish("city", "https://elsewhere.example/rss");

    assertThat(edits(CITY).add(wish, true, Differing.REFUSED).result()).isEqualTo(Result.REFUSED);
    Edit made = edits(CITY).add(wish, false, Differing.REFUSED);
    assertThat(made.result()).isEqualTo(Result.ADDED);
    assertThat(made.id()).startsWith("city-").hasSize(13);
  }

  @Test
  void replacedSourceLeavesItsOldPlace() {
    SourceConfig wish = wish("city", "https://elsewhere.example/rss");

    Edit edit = edits(CITY).add(wish, true, Differing.REPLACED);

    assertThat(edit.put()).extracting(Source::url).containsExactly(wish.url());
    assertThat(edit.removed()).containsExactly(CITY);
  }

  @Test
  void configurationFileHasTheLastWord() {
    SourceConfig wish = wish("paper", "https://elsewhere.example/rss");

    assertThat(edits(FILE).add(wish, true, Differing.REPLACED).result()).isEqualTo(Result.REFUSED);
    assertThat(edits(FILE).remove("paper", false).result()).isEqualTo(Result.REFUSED);
    assertThat(edits(FILE).remove("paper", true).removed()).containsExactly(FILE);
    assertThat(edits(FILE).pause("paper", true).put()).allMatch(Source::paused);
  }

  @Test
  void whatWasFoundThroughASourceSharesItsFate() {
    assertThat(edits(CITY, MAP).pause("city", true).put())
        .extracting(Source::id)
        .containsExactly("city", MAP.id());
    assertThat(edits(CITY, MAP).remove("https://city.example/rss", false).removed())
        .containsExactly(CITY, MAP);
    assertThat(edits(CITY, MAP).remove(MAP.id(), false).result()).isEqualTo(Result.REFUSED);
  }

  @Test
  void pausingWhatIsPausedChangesNothing() {
    assertThat(edits(CITY.withPaused(true)).pause("city", true).result())
        .isEqualTo(Result.UNCHANGED);
    assertThat(edits(CITY.withPaused(true)).pause("city", false).result())
        .isEqualTo(Result.CHANGED);
    assertThat(edits().pause("nobody", true).result()).isEqualTo(Result.UNKNOWN);
  }

  private static RegistryEdits edits(Source... sources) {
    Map<String, Source> byId =
        Arrays.stream(sources).collect(Collectors.toMap(Source::id, source -> source));
    return new RegistryEdits(new Registry(byId, Map.of(), List.of()));
  }

  private static SourceConfig wish(String id, String url) {
    return new SourceConfig(id, SourceConfig.Kind.FEED, URI.create(url), null, null);
  }

  private static Source source(String id, String url, Origin origin) {
    return new Source(id, Source.Kind.FEED, URI.create(url), null, null, null, origin, false);
  }
}
