package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.copydesk.extract.Provenance;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlineFinderTest {
  private static final URI URL = URI.create("https://www.lantern.example/2026/03/04/ferry");
  private static final String HEADLINE = "Ferry resumes after storm";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ferry resumes after storm - Lantern Gazette - Lantern Bay",
        "Ferry resumes after storm - Transport - Lantern Gazette - Lantern Bay",
      })
  void siteNameInTheMiddleOfTheTitleEndsTheHeadline(String title) {
    String head =
        "<meta property='og:site_name' content='Lantern Gazette'><title>" + title + "</title>";

    assertThat(headline(head)).startsWith(HEADLINE).doesNotContain("Lantern");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h1>Ferry resumes after storm – Lantern Gazette</h1>",
        "<h1>Ferry resumes after storm | Transport | Lantern Gazette</h1>",
        "<h1><span class='kicker'>Transport</span> <span>Ferry resumes after storm</span></h1>",
        "<h1>Ferry resumes after storm <button>Share</button><span class='visually-hidden'>comments</span></h1>",
        "<h1>Ferry resumes after storm <i hidden>Opens a new window</i></h1>",
        "<h1 class='sr-only'>Ferry resumes after storm</h1>",
        "<h1>Tide Notes</h1><h2 class='entry-title'>Ferry resumes after storm</h2>",
        "<h1>News</h1><h1>Ferry resumes after storm</h1>",
      })
  void headingIsReadWithoutWhatIsAddedToIt(String heading) {
    String head =
        """
        <title>Tide Notes: Ferry resumes after storm</title>
        <meta property='og:title' content='Ferry resumes after storm'>
        <meta property='og:site_name' content='Lantern Gazette'>""";

    assertThat(headline(head + heading)).isEqualTo(HEADLINE);
  }

  @Test
  void colonThatIsHiddenBetweenKickerAndHeadlineStays() {
    String heading =
        "<h1><span class='kicker'>Storm</span><span class='sr-only'>: </span> Ferry resumes</h1>";

    assertThat(headline("<title>Storm: Ferry resumes</title>" + heading))
        .isEqualTo("Storm: Ferry resumes");
  }

  @Test
  void sectionInTheTitleDoesNotOutweighTheSharedHeadline() {
    String page =
        """
        <title>News</title><meta property='og:title' content='Ferry resumes after storm'>
        <h1>News</h1><h1>Ferry resumes after storm</h1>""";

    assertThat(headline(page)).isEqualTo(HEADLINE);
  }

  @Test
  void smallHeadingThatSharesHalfOfItsWordsIsNotTheHeadline() {
    String page =
        """
        <title>Ferry resumes after storm</title>
        <h1>Sail with us today</h1><h2 class="title">Ferry after dark</h2>""";

    assertThat(headline(page)).isNotEqualTo("Ferry after dark");
  }

  @Test
  void headlineGivenAsTheSiteNameByMistakeIsStillTheHeadline() {
    String page =
        """
        <title>Ferry resumes after the long storm</title>
        <meta property='og:title' content='Ferry resumes after the long storm'>
        <meta property='og:site_name' content='Ferry resumes after the long storm'>
        <h1>Ferry resumes after the long storm</h1>""";

    assertThat(headline(page)).isEqualTo("Ferry resumes after the long storm");
  }

  @Test
  void metaHeadlineOutweighsTheSharedTitleWithItsSection() {
    String page =
        """
        <title>Ferry resumes after storm-Transport</title><meta name='headline' content='Ferry resumes after storm'>
        <meta property='og:title' content='Ferry resumes after storm-Transport'>""";

    assertThat(headline(page)).isEqualTo(HEADLINE);
  }

  @Test
  void provenanceSaysWhatWasTakenOff() {
    String page =
        """
        <meta property='og:title' content='Ferry resumes after storm'>
        <meta property='og:site_name' content='Lantern Gazette'>
        <h1>Ferry resumes after storm – Lantern Gazette</h1>""";

    Provenance.Candidate chosen = provenance(page).chosen().orElseThrow();

    assertThat(chosen.source()).isEqualTo("meta:og:title");
    assertThat(chosen.why()).isEqualTo("the visible heading without the site's name");
  }

  private static String headline(String html) {
    String headline = metadata(html).headline();
    return headline == null ? "" : headline;
  }

  private static Provenance provenance(String html) {
    return metadata(html).provenance().stream()
        .filter(provenance -> provenance.field().equals("headline"))
        .findFirst()
        .orElseThrow();
  }

  private static Metadata metadata(String html) {
    return new MetadataExtractor().extract(Jsoup.parse(html), URL, null);
  }
}
