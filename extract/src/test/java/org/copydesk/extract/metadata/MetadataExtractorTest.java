package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.copydesk.extract.Author;
import org.copydesk.extract.PublishedDate;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class MetadataExtractorTest {
  private static final URI URL = URI.create("https://www.lanterngazette.example/2026/03/04/ferry");
  private static final Instant FETCHED = Instant.parse("2026-03-05T10:00:00Z");

  private final MetadataExtractor extractor = new MetadataExtractor();

  @Test
  void declaredFieldsAreRead() {
    Metadata metadata =
        extract(
            """
            <html lang="en"><head><title>Ferry resumes after storm | Lantern Gazette</title>
            <meta property="og:site_name" content="Lantern Gazette">
            <link rel="canonical" href="/2026/03/04/ferry">
            <script type="application/ld+json">{"@type":"NewsArticle",
              "headline":"Ferry resumes after storm","datePublished":"2026-03-04T08:00:00+01:00",
              "author":[{"@type":"Person","name":"Ada Quill"},{"@type":"Person","name":"Tom Reed"}],
              "publisher":{"@type":"Organization","name":"Lantern Gazette"},
              "isAccessibleForFree":false,
              "hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}}
            </script></head>
            <body><h1>Ferry resumes after storm</h1><p>By Ada Quill and Tom Reed</p></body></html>
            """);

    assertThat(metadata.headline()).isEqualTo("Ferry resumes after storm");
    assertThat(metadata.authors())
        .extracting(Author::name)
        .containsExactly("Ada Quill", "Tom Reed");
    assertThat(metadata.datePublished())
        .isEqualTo(new PublishedDate.Zoned(OffsetDateTime.parse("2026-03-04T08:00:00+01:00")));
    assertThat(metadata.canonicalUrl())
        .isEqualTo("https://www.lanterngazette.example/2026/03/04/ferry");
    assertThat(metadata.isAccessibleForFree()).isFalse();
    assertThat(metadata.paywalledSelectors()).containsExactly(".paid");
  }

  @Test
  void pageThatSaysNothingYieldsNothing() {
    Metadata metadata = new MetadataExtractor().extract(Jsoup.parse("<p>plain</p>"), null, null);

    assertThat(metadata.headline()).isNull();
    assertThat(metadata.authors()).isEmpty();
    assertThat(metadata.datePublished()).isNull();
  }

  @Test
  void dateInTheFutureIsRefused() {
    Metadata metadata =
        extract(
            """
            <meta property="article:published_time" content="2031-01-01T00:00:00Z">
            <meta name="date" content="2026-03-04">""");

    assertThat(metadata.datePublished()).isEqualTo(new PublishedDate.Day(LocalDate.of(2026, 3, 4)));
  }

  private Metadata extract(String html) {
    return extractor.extract(Jsoup.parse(html, URL.toString()), URL, FETCHED);
  }
}
