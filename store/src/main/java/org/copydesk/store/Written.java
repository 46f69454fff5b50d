package org.copydesk.store;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.copydesk.store.table.ArticleChange;
import org.copydesk.store.table.OutcomeRow;

/**
 * What a transaction wrote. Law: every record that was given to the writer is in {@code changes},
 * {@code removals}, {@code outcomesRead} or {@code refused}.
 *
 * @param changes what was done with each article
 * @param removals how many takedowns there were
 * @param outcomesRead how many outcomes of other stages there were
 * @param news the outcomes that were news to the table
 * @param refused what the database refuses for the row's own sake
 */
record Written(
    List<ArticleChange> changes,
    int removals,
    int outcomesRead,
    List<OutcomeRow> news,
    List<DeadRecord> refused) {

  static final Written NOTHING = new Written(List.of(), 0, 0, List.of(), List.of());

  Written {
    changes = List.copyOf(changes);
    news = List.copyOf(news);
    refused = List.copyOf(refused);
  }

  static Written refused(DeadRecord record) {
    return new Written(List.of(), 0, 0, List.of(), List.of(record));
  }

  Written withNews(List<OutcomeRow> more) {
    return and(new Written(List.of(), 0, 0, more, List.of()));
  }

  Written and(Written more) {
    return new Written(
        joined(changes, more.changes),
        removals + more.removals,
        outcomesRead + more.outcomesRead,
        joined(news, more.news),
        joined(refused, more.refused));
  }

  Map<ArticleChange.Operation, Long> operations() {
    return changes.stream().collect(groupingBy(ArticleChange::operation, counting()));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
