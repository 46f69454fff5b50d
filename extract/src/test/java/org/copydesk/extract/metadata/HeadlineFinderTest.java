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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ul><li><a href='/'>Home</a><li><h1>Ferries: what passengers must know</h1></ul>",
        "<ol><li>Home</ol><h1 class='breadcrumb-end'>Ferries: what passengers must know</h1>",
      })
  void headingInTheBreadcrumbsIsNotTheHeadlineThatStandsBelowAndIsDeclared(String crumbs) {
    String head =
        """
        <title>Ferries: what passengers must know</title>
        <meta property='og:title' content='Ferry resumes after storm'>""";

    assertThat(headline(head + crumbs + "<h2>" + HEADLINE + "</h2><p>Text</p>"))
        .isEqualTo(HEADLINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Timetable", "Storm past, ferry resumes"})
  void headingInTheBreadcrumbsIsTheHeadlineWhereNothingBelowIsDeclared(String below) {
    String page =
        """
        <title>Storm: Ferry resumes</title><meta property='og:title' content='Storm: Ferry resumes'>
        <meta name='twitter:title' content='Ferry resumes'>
        <ul><li><h1>Storm: Ferry resumes</h1></ul><h2>%s</h2>""";

    assertThat(headline(page.formatted(below))).isEqualTo("Storm: Ferry resumes");
    assertThat(headline(page.formatted("Ferry resumes"))).isEqualTo("Storm: Ferry resumes");
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
