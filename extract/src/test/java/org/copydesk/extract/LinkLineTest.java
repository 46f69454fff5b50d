package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paragraphs that are a link as a whole, between those of an article. */
class LinkLineTest {
  private static final URI URL = URI.create("https://www.gazette.example/2026/03/harbour-bridge");
  private static final String FIRST =
      "The council met for four hours on Monday evening and, after a long debate about money, agreed"
          + " to repair the old harbour bridge before the winter, the mayor said.";
  private static final String SECOND =
      "Cracks were found in three of its pillars in the spring, and some 14,000 cars cross it every"
          + " day. Those who live on the other bank will have to take the ferry.";
  private static final String THIRD =
      "Work is to begin next month and will go on for two years, said the engineer who has looked"
          + " after the bridge since 1998.";
  private static final String TITLE = "New ferry will sail in June, captain says";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/2026/03/new-ferry-sails",
        "https://gazette.example/news/48215578",
        "//www.gazette.example/town/new-ferry-sails-in-june.html?from=text"
      })
  void titleOfAnotherArticleOfTheHostIsNoText(String address) {
    assertThat(body(link(address, TITLE))).isEqualTo(FIRST + "\n\n" + SECOND + "\n\n" + THIRD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://harbour.example/2026/03/new-ferry-sails",
        "/files/new-ferry-sails-in-june.pdf",
        "/ferry",
        "#new-ferry-sails-in-june"
      })
  void linkToSomethingElseStays(String address) {
    assertThat(body(link(address, TITLE))).contains(TITLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p><a href=/2026/03/new-ferry-sails>New ferry will sail in June</a>, she added</p>",
        "<p><a href=/2026/03/new-ferry-sails>“We shall sail in June, whatever comes”</a></p>",
        "<p><b><a href=/2026/03/new-ferry-sails>New ferry will sail in June</a></b></p>",
        "<p><a href=/2026/03/new-ferry-sails>The new ferry</a></p>",
        "<p>The captain wrote:</p><p><a href=/2026/03/new-ferry-sails>New ferry will sail in June</a></p>",
      })
  void linkThatMayBeTextStays(String line) {
    assertThat(body(line)).containsAnyOf("will sail in June", "We shall sail", "The new ferry");
  }

  @Test
  void titlesOfARoundUpStay() {
    StringBuilder lines = new StringBuilder();
    for (String what : new String[] {"ferry", "school", "library", "pier"}) {
      lines.append(link("/2026/03/the-old-" + what + "-again", "What becomes of the old " + what));
      lines.append("<p>").append(SECOND).append("</p>");
    }

    assertThat(body(lines.toString())).contains("What becomes of the old library");
  }

  private static String link(String address, String title) {
    return "<p><a href='" + address + "'>" + title + "</a></p>";
  }

  private static String body(String line) {
    String html =
        "<html lang=en><title>Council agrees to repair the harbour bridge</title><main><article>"
            + "<h1>Council agrees to repair the harbour bridge</h1><p>"
            + String.join("</p><p>", FIRST, SECOND)
            + "</p>"
            + line
            + "<p>"
            + THIRD
            + "</p></article></main>";
    Extraction extraction = Extractor.create().extract(PageInput.of(html).withUrl(URL));
    if (extraction instanceof Extraction.Found found) {
      return found.article().articleBody();
    }
    throw new AssertionError(extraction);
  }
}
