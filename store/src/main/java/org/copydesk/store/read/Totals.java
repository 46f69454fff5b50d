package org.copydesk.store.read;

import java.util.Map;

/**
 * How much is stored.
 *
 * @param articles without those taken down
 * @param outcomes URLs by how they ended last, by disposition code; law: each URL counts once
 */
public record Totals(long articles, long versions, long removed, Map<String, Long> outcomes) {
  public Totals {
    outcomes = Map.copyOf(outcomes);
  }
}
