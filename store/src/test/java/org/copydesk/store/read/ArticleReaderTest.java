package org.copydesk.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.testing.PostgresExtension;
import org.copydesk.store.ArticleDraft;
import org.copydesk.store.database.Database;
import org.copydesk.store.table.ArticleRow;
import org.copydesk.store.table.ArticleTable;
import org.copydesk.store.table.Takedown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleReaderTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private final ArticleTable table = new ArticleTable();
  private ArticleReader reader;

  @BeforeEach
  void setUp() throws Exception {
    DatabaseConfig config = new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), null, 2);
    try (Database database = new Database(config)) {
      database.migrate();
    }
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE article, article_version, url_outcome");
    }
    reader = new ArticleReader(config);
  }

  @AfterEach
  void tearDown() {
    reader.close();
  }

  @Test
  void whatIsReadEqualsWhatWasStored() throws Exception {
    // Given
    CleanArticle ferry = ArticleDraft.of("ferry").article();
    store(ArticleDraft.of("ferry"));

    // When
    List<StoredArticle> listed = reader.list(new Listing(10, null, null));

    // Then
    assertThat(listed).singleElement().satisfies(it -> assertThat(it.article()).isEqualTo(ferry));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'); DROP TABLE article; --",
        "\\. \\copy $1 ? ?? {} {d '2026-01-01'} %s %n :name",
        "\\N \\\\ \" ' `` '' $$ $tag$",
        "{\"a\":[1,null,\"\\\\u0041\"]}",
        "(1,2) {a,b,NULL} NULL null",
        "\u202Eright to left\u202C \u200B\uFEFF \u0001\u001F\u007F",
        "\uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 e\u0301",
        "a\r\nb\tc\u2028d"
      })
  void anyTextComesBackAsItWas(String text) throws Exception {
    // When
    store(ArticleDraft.of("strange").headline(text).body(text));

    // Then
    CleanArticle read = reader.list(new Listing(1, null, null)).getFirst().article();
    assertThat(List.of(read.headline(), read.articleBody(), read.blocks().getFirst().text()))
        .containsOnly(text);
  }

  @Test
  void aListingIsNewestFirstAndBounded() throws Exception {
    // Given
    store(ArticleDraft.of("first"));
    store(ArticleDraft.of("second"));
    store(ArticleDraft.of("third"));

    // When
    List<StoredArticle> listed = reader.list(new Listing(2, null, null));

    // Then
    assertThat(listed)
        .extracting(it -> it.article().canonicalUrl())
        .containsExactly("https://gazette.example/third", "https://gazette.example/second");
  }

  @Test
  void aListingKeepsToItsSourceAndTime() throws Exception {
    // Given
    store(ArticleDraft.of("ours"));
    store(ArticleDraft.of("theirs").source("other"));

    // When
    List<StoredArticle> ours = reader.list(new Listing(9, Instant.EPOCH, "harbour-gazette"));
    List<StoredArticle> later =
        reader.list(new Listing(9, Instant.parse("2100-01-01T00:00:00Z"), null));

    // Then
    assertThat(ours).hasSize(1);
    assertThat(later).isEmpty();
  }

  @Test
  void anArticleIsFoundByTheBeginningOfItsIdOrUrl() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("100%_ferry").fromUrl("https://gazette.example/amp?id=7");
    store(ferry);
    store(ArticleDraft.of("100xyferry"));

    // When
    List<List<StoredArticle>> found = new ArrayList<>();
    found.add(reader.find(ferry.id().substring(0, 8)));
    found.add(reader.find("https://gazette.example/amp"));
    found.add(reader.find("https://gazette.example/100%_"));

    // Then
    assertThat(found)
        .allSatisfy(
            matches ->
                assertThat(matches)
                    .singleElement()
                    .satisfies(it -> assertThat(it.article().id()).isEqualTo(ferry.id())));
    assertThat(reader.find("https://gazette.example/none")).isEmpty();
  }

  @Test
  void takenDownArticlesAreNeitherListedNorFound() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    store(ferry);
    try (Connection connection = postgres.connect()) {
      table.takeDown(connection, List.of(new Takedown(ferry.id(), Instant.EPOCH)));
    }

    // When
    Totals totals = reader.totals();

    // Then
    assertThat(reader.list(new Listing(9, null, null))).isEmpty();
    assertThat(reader.find(ferry.id())).isEmpty();
    assertThat(totals.articles()).isZero();
    assertThat(totals.removed()).isEqualTo(1);
  }

  @Test
  void allVersionsAreRead() throws Exception {
    // Given
    ArticleDraft corrected = ArticleDraft.of("ferry").fetch(2).body("Corrected.");
    store(ArticleDraft.of("ferry").fetch(1));
    store(corrected);

    // When
    List<StoredVersion> versions = reader.versions(corrected.id());

    // Then
    assertThat(versions).extracting(StoredVersion::number).containsExactly(1, 2);
    assertThat(versions.getLast().body()).isEqualTo("Corrected.");
  }

  private void store(ArticleDraft draft) throws Exception {
    try (Connection connection = postgres.connect()) {
      assertThat(
              table.store(
                  connection, List.of(new ArticleRow(draft.article(), draft.processedAt()))))
          .hasSize(1);
    }
  }
}
