package org.copydesk.app.newsroom;

import java.util.ArrayDeque;
import java.util.List;

/** The newest requests, bounded. Safe to share between threads. */
final class RequestLog {
  private static final int KEPT = 10_000;

  private final ArrayDeque<NewsroomRequest> requests = new ArrayDeque<>();

  synchronized void add(NewsroomRequest request) {
    if (requests.size() == KEPT) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  /** Oldest first. */
  synchronized List<NewsroomRequest> list() {
    return List.copyOf(requests);
  }
}
