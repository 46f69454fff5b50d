package org.copydesk.app.newsroom;

import java.time.Duration;

/**
 * When the articles of one site appear and are corrected, in the newsroom's time. A stock lies
 * before the first start; then the sites take turns.
 *
 * @param place the site's place among the sites, from 0
 * @param limit articles in all; then no more come
 */
record Schedule(
    int place, int sites, int stock, int limit, Duration articleEvery, Duration correctAfter) {
  private static final Duration STOCK_GAP = Duration.ofMinutes(47);

  Duration appears(int number) {
    if (number < stock) {
      return STOCK_GAP.multipliedBy(number - stock).minusMinutes(5L * place + 1);
    }
    return articleEvery.multipliedBy((long) (number - stock) * sites + place + 1);
  }

  /** When an article that has a correction gets it; those of the stock one after the other. */
  Duration corrected(int number) {
    if (number < stock) {
      return correctAfter.plus(articleEvery.multipliedBy(2L * number + 1));
    }
    return appears(number).plus(correctAfter);
  }

  int publishedBy(Duration elapsed) {
    long turns = elapsed.dividedBy(articleEvery) - place - 1;
    long added = turns < 0 ? 0 : turns / sites + 1;
    return (int) Math.min(limit, stock + added);
  }
}
