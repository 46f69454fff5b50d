package org.copydesk.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides a batch into rounds in which each article occurs once, in the records' order: one
 * statement cannot write a row twice, and every version counts wherever a batch happens to end.
 * Nearly always there is one round.
 */
final class Rounds {
  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  private Rounds() {}

  /** What can be written together. */
  record Round(
      List<StoreRecord.Article> articles,
      List<StoreRecord.Removal> removals,
      List<StoreRecord.Outcome> outcomes) {}

  /** The rounds of what can be read among the records. */
  static List<Round> of(List<StoreRecord> records) {
    Rounds rounds = new Rounds();
    records.forEach(rounds::add);
    return rounds.rounds;
  }

  private void add(StoreRecord record) {
    switch (record) {
      case StoreRecord.Article article ->
          roundOf(article.row().articleId()).articles().add(article);
      case StoreRecord.Removal removal ->
          roundOf(removal.takedown().articleId()).removals().add(removal);
      case StoreRecord.Outcome outcome -> round(0).outcomes().add(outcome);
      case StoreRecord.Unreadable unreadable ->
          throw new IllegalArgumentException("nothing to write: " + unreadable.fault());
    }
  }

  private Round roundOf(String articleId) {
    return round(seen.merge(articleId, 1, Integer::sum) - 1);
  }

  private Round round(int number) {
    if (number == rounds.size()) {
      rounds.add(new Round(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }
    return rounds.get(number);
  }
}
