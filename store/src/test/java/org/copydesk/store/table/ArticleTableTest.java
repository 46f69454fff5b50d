package org.copydesk.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.store.ArticleDraft;
import org.copydesk.store.table.ArticleChange.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArticleTableTest {
  @RegisterExtension static final TablesExtension tables = new TablesExtension();

  private final ArticleTable table = new ArticleTable();

  @Test
  void aNewArticleIsStoredAsItsFirstVersion() throws SQLException {
    // When
    ArticleChange change = store(ArticleDraft.of("ferry"));

    // Then
    assertThat(change.operation()).isEqualTo(Operation.INSERT);
    assertThat(change.disposition()).isEqualTo(Disposition.STORED);
    assertThat(versions()).containsExactly("1 fetch-1");
  }

  @Test
  void aLaterFetchWithOtherContentIsANewVersion() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1));

    // When
    ArticleChange change = store(ArticleDraft.of("ferry").fetch(2).body("Corrected."));

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.UPDATED);
    assertThat(versions()).containsExactly("1 fetch-1", "2 fetch-2");
    assertThat(tables.value("SELECT body FROM article")).isEqualTo("Corrected.");
  }

  @Test
  void aLaterFetchWithTheSameContentChangesNothing() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1));

    // When
    ArticleChange change = store(ArticleDraft.of("ferry").fetch(2));

    // Then
    assertThat(change.operation()).isEqualTo(Operation.NOOP);
    assertThat(change.disposition()).isEqualTo(Disposition.UNCHANGED);
    assertThat(tables.value("SELECT fetch_id FROM article")).isEqualTo("fetch-1");
  }

  @Test
  void anOlderFetchNeverOverwritesANewerOne() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1));
    store(ArticleDraft.of("ferry").fetch(2).body("Corrected."));

    // When: the first is replayed
    ArticleChange change = store(ArticleDraft.of("ferry").fetch(1));

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.UNCHANGED);
    assertThat(tables.value("SELECT body FROM article")).isEqualTo("Corrected.");
    assertThat(versions()).containsExactly("1 fetch-1", "2 fetch-2");
  }

  @Test
  void aFetchCleanedAgainWithNewerRulesKeepsItsVersion() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1).body("The ferry. Share this!"));

    // When
    ArticleChange change =
        store(ArticleDraft.of("ferry").fetch(1).cleanedAgain(60, "2").body("The ferry."));

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.UPDATED);
    assertThat(versions()).containsExactly("1 fetch-1");
    assertThat(tables.value("SELECT body FROM article_version")).isEqualTo("The ferry.");
    assertThat(tables.value("SELECT body || version FROM article")).isEqualTo("The ferry.1");
  }

  @Test
  void anOldVersionCleanedAgainIsMendedWithoutTouchingTheNewest() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1).body("Old. Share this!"));
    store(ArticleDraft.of("ferry").fetch(2).body("New."));

    // When
    store(ArticleDraft.of("ferry").fetch(1).cleanedAgain(600, "2").body("Old."));

    // Then
    assertThat(tables.value("SELECT body FROM article")).isEqualTo("New.");
    assertThat(tables.value("SELECT string_agg(body, ' ' ORDER BY version) FROM article_version"))
        .isEqualTo("Old. New.");
  }

  @Test
  void anEarlierCleaningOfTheSameFetchChangesNothing() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1).cleanedAgain(60, "2").body("The ferry."));

    // When: what the older rules made comes again
    ArticleChange change = store(ArticleDraft.of("ferry").fetch(1).body("The ferry. Share this!"));

    // Then
    assertThat(change.operation()).isEqualTo(Operation.NOOP);
    assertThat(tables.value("SELECT body FROM article")).isEqualTo("The ferry.");
  }

  @Test
  void anotherUrlWithTheSameContentIsADuplicate() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1));

    // When
    ArticleChange change =
        store(ArticleDraft.of("ferry").fromUrl("https://gazette.example/amp/ferry").fetch(2));

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.DUPLICATE);
    assertThat(versions()).containsExactly("1 fetch-1");
  }

  @Test
  void aLaterCopyDoesNotReplaceThePageAtTheCanonicalUrl() throws SQLException {
    // Given
    store(ArticleDraft.of("ferry").fetch(1));

    // When
    ArticleChange change = store(printPage().fetch(2).body("The ferry. Print this page."));

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.DUPLICATE);
    assertThat(tables.value("SELECT url || version FROM article"))
        .isEqualTo("https://gazette.example/ferry1");
  }

  @Test
  void thePageAtTheCanonicalUrlReplacesALaterCopy() throws SQLException {
    // Given
    store(printPage().fetch(2).body("The ferry. Print this page."));

    // When
    ArticleChange change = store(ArticleDraft.of("ferry").fetch(1));

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.UPDATED);
    assertThat(tables.value("SELECT url FROM article")).isEqualTo("https://gazette.example/ferry");
    assertThat(versions()).containsExactly("1 fetch-2", "2 fetch-1");
  }

  @Test
  void thePageAtTheCanonicalUrlTakesTheRowOfACopyWithItsText() throws SQLException {
    // Given
    store(printPage().fetch(1));

    // When
    ArticleChange change = store(ArticleDraft.of("ferry").fetch(2));

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.UPDATED);
    assertThat(tables.value("SELECT url || version FROM article"))
        .isEqualTo("https://gazette.example/ferry1");
  }

  @Test
  void aTakedownBeforeTheArticleKeepsItOut() throws SQLException {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    table.takeDown(tables.connection(), List.of(new Takedown(ferry.id(), Instant.EPOCH)));

    // When
    ArticleChange change = store(ferry);

    // Then
    assertThat(change.disposition()).isEqualTo(Disposition.REFUSED);
    assertThat(tables.value("SELECT body FROM article")).isNull();
    assertThat(versions()).isEmpty();
  }

  @Test
  void aSecondTakedownIsNoNews() throws SQLException {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    store(ferry);
    Takedown takedown = new Takedown(ferry.id(), Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(table.takeDown(tables.connection(), List.of(takedown))).containsExactly(ferry.id());

    // When
    List<String> again = table.takeDown(tables.connection(), List.of(takedown));

    // Then
    assertThat(again).isEmpty();
  }

  @Test
  void aDayStaysADayAndSortsAsItsMidnight() throws SQLException {
    // When
    store(ArticleDraft.of("ferry").published("2026-11-23"));

    // Then
    assertThat(tables.value("SELECT date_published_text FROM article")).isEqualTo("2026-11-23");
    assertThat(tables.value("SELECT (date_published AT TIME ZONE 'UTC')::text FROM article"))
        .isEqualTo("2026-11-23 00:00:00");
  }

  @Test
  void anAbsurdDateKeepsItsTextAndHasNoMoment() throws SQLException {
    // When
    store(ArticleDraft.of("ferry").published("+300000-01-01T00:00:00Z"));

    // Then
    assertThat(tables.value("SELECT date_published_text FROM article"))
        .isEqualTo("+300000-01-01T00:00:00Z");
    assertThat(tables.value("SELECT date_published FROM article")).isNull();
  }

  private static ArticleDraft printPage() {
    return ArticleDraft.of("ferry").fromUrl("https://gazette.example/print/ferry");
  }

  private ArticleChange store(ArticleDraft draft) throws SQLException {
    return table
        .store(tables.connection(), List.of(new ArticleRow(draft.article(), draft.processedAt())))
        .getFirst();
  }

  private List<String> versions() throws SQLException {
    Object all =
        tables.value(
            "SELECT string_agg(version || ' ' || fetch_id, ',' ORDER BY version) FROM article_version");
    return all == null ? List.of() : List.of(((String) all).split(","));
  }
}
