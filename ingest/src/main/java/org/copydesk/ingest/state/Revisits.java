package org.copydesk.ingest.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.copydesk.pipeline.message.UrlState;

/**
 * The fetched pages of one shard that are to be looked at again, and when: those whose state has a
 * due time. They do not count as parked, for nothing waits for them. Guarded by {@link UrlMemory}.
 */
final class Revisits {

  /** More than a shard fetches in a day; beyond it pages are not looked at again. */
  private static final int MAX_WAITING = 20_000;

  private record Due(Instant at, String urlId) {}

  private final Map<String, UrlState> waiting = new HashMap<>();
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));

  /** Takes in a URL's new state, which ends what was planned before. */
  void note(UrlState state) {
    String urlId = state.target().urlId();
    waiting.remove(urlId);
    Instant due = state.due();
    boolean hasRoom = waiting.size() < MAX_WAITING;
    if (due != null && state.status() == UrlState.Status.FETCHED && hasRoom) {
      waiting.put(urlId, state);
      queue.add(new Due(due, urlId));
    }
  }

  void forget(String urlId) {
    waiting.remove(urlId);
  }

  /** Those that are due, at most so many; each stays known until its next state is noted. */
  List<UrlState> takeDue(Instant now, int atMost, Predicate<UrlState> isFree) {
    List<UrlState> due = new ArrayList<>();
    while (due.size() < atMost && !queue.isEmpty() && !queue.peek().at().isAfter(now)) {
      Due next = queue.remove();
      UrlState state = waiting.get(next.urlId());
      boolean isCurrent = state != null && next.at().equals(state.due());
      if (isCurrent && isFree.test(state)) {
        due.add(state);
      }
    }
    return due;
  }

  /** The state of a page that is, or was just now, to be looked at again. */
  Optional<UrlState> find(String urlId) {
    return Optional.ofNullable(waiting.get(urlId));
  }

  int size() {
    return waiting.size();
  }
}
