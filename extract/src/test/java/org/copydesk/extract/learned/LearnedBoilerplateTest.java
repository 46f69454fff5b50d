package org.copydesk.extract.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.copydesk.extract.learned.HostPages.body;
import static org.copydesk.extract.learned.HostPages.page;
import static org.copydesk.extract.learned.HostPages.story;

import org.copydesk.extract.Extraction;
import org.copydesk.extract.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedBoilerplateTest {
  private static final String PLUGIN = "This dispatch was carried to you by the Quillbot Courier.";

  private final HostPages host = new HostPages();

  @Test
  void unknownPluginLineOnThirtyPagesIsGoneFromTheLaterOnes() {
    // Given a line that no rule knows
    assertThat(body(host.read(page(0, 4, PLUGIN)))).contains(PLUGIN);

    // When it stands on thirty pages
    for (int number = 1; number <= 30; number++) {
      host.read(page(number, 4, PLUGIN));
    }

    // Then it is gone, the text stays, and the trace says why
    Extraction later = host.read(page(31, 4, PLUGIN));
    assertThat(body(later)).isEqualTo(String.join("\n\n", story(31, 4)));
    assertThat(later.trace().blocks())
        .filteredOn(block -> block.text().equals(PLUGIN))
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.kept()).isFalse();
              assertThat(block.rule()).isEqualTo("learned-boilerplate");
              assertThat(block.why()).isEqualTo("on 31 of 31 pages of this host");
            });
  }

  @Test
  void lineOnSomeOfTheHostsPagesIsLearnedToo() {
    for (int number = 0; number < 60; number++) {
      host.read(number % 5 == 0 ? page(number, 4, "Carried by Quillbot") : page(number, 4));
    }

    assertThat(body(host.read(page(60, 4, "Carried by Quillbot")))).doesNotContain("Quillbot");
  }

  @Test
  void numbersAndDatesInALabelDoNotHideIt() {
    for (int number = 0; number < 10; number++) {
      host.read(page(number, 4, "Put online on " + (number + 1) + " May 2026, seen 1," + number));
    }

    assertThat(body(host.read(page(10, 4, "Put online on 12 June 2026, seen 48"))))
        .doesNotContain("Put online");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Read %d comments",
        "%d people read this today",
        "So far %d people have read this story on our pages.",
        "Bereits %d Leserinnen und Leser haben diesen Text heute empfohlen.",
      })
  void lineThatCountsIsLearnedThoughItsNumberChanges(String line) {
    for (int number = 0; number < 10; number++) {
      host.read(page(number, 4, line.formatted(number * 37 + 1)));
    }

    assertThat(body(host.read(page(10, 4, line.formatted(1204)))))
        .isEqualTo(String.join("\n\n", story(10, 4)));
  }

  @Test
  void sentenceThatCountsOnSomeOfTheHostsPagesStays() {
    String line = "The water at the old pier was %d degrees warm this morning.";
    for (int number = 0; number < 40; number++) {
      host.read(number % 3 == 0 ? page(number, 4, line.formatted(number)) : page(number, 4));
    }

    assertThat(body(host.read(page(40, 4, line.formatted(41))))).endsWith("this morning.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Final: 8%d-76", "Saltby – Marlow 3%d–61", "Endstand: %d:3", "Score 101-9%d"})
  void scoresAreNotLearned(String line) {
    for (int number = 0; number < 30; number++) {
      String score = line.formatted(number % 10);

      assertThat(body(host.read(page(number, 4, score)))).endsWith(score);
    }
  }

  @Test
  void coldStartRemovesNothing() {
    for (int number = 0; number < 5; number++) {
      assertThat(body(host.read(page(number, 3, PLUGIN)))).endsWith(PLUGIN);
    }
  }

  @Test
  void samePageFetchedAgainDoesNotCountTwice() {
    for (int fetch = 0; fetch < 40; fetch++) {
      host.read("https://host.example/live", page(0, 3, PLUGIN));
    }

    assertThat(host.sketch().pageCount()).isEqualTo(1);
    assertThat(body(host.read(page(1, 3, PLUGIN)))).endsWith(PLUGIN);
  }

  @Test
  void closingSentenceThatSaysAnotherThingEachTimeStays() {
    for (int number = 0; number < 40; number++) {
      String closing =
          "The shares of the harbour company closed at "
              + number
              + " crowns on "
              + number
              + " May.";
      assertThat(body(host.read(page(number, 3, closing)))).endsWith(closing);
    }
  }

  @Test
  void bulletinsThatAreAllAlikeAreNotEmptied() {
    String[] lines = {
      "Tonight the wind will come from the west, and the coast stays dry until the morning.",
      "Small boats are advised to remain in port, as they were the day before this one.",
    };
    Extraction last = host.read(page(0, 0, lines));
    for (int number = 1; number < 40; number++) {
      last = host.read(page(number, 0, lines));
    }

    assertThat(body(last)).isEqualTo(lines[0] + "\n\n" + lines[1]);
    assertThat(last.trace().blocks())
        .extracting(Trace.BlockDecision::rule)
        .contains("kept:most-of-article");
  }

  @Test
  void paragraphOfBackgroundInOneAffairStays() {
    String background = "The bridge was closed after the flood of 2019 took two of its piers.";
    for (int number = 0; number < 64; number++) {
      host.read(number % 4 == 0 ? page(number, 4, background) : page(number, 4));
    }

    assertThat(body(host.read(page(64, 4, background)))).endsWith(background);
  }

  @Test
  void subheadingOverTextStaysAndOneOverNothingGoes() {
    String sections =
        "<h2>Why it matters</h2><p>%s</p><h2>Around the valley</h2><p>%s</p></article>"
            .formatted("%s", PLUGIN);
    for (int number = 0; number < 20; number++) {
      host.read(page(number, 3).replace("</article>", sections.formatted(oneStory(1000 + number))));
    }
    Extraction last =
        host.read(page(20, 3).replace("</article>", sections.formatted(oneStory(1020))));

    assertThat(body(last))
        .contains("Why it matters")
        .doesNotContain("Around the valley")
        .doesNotContain("Quillbot");
  }

  private static String oneStory(int number) {
    return String.join(" ", HostPages.story(number, 1));
  }
}
