package org.copydesk.app.extraction;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.learned.HostSketch;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.pipeline.message.Authority;
import org.jspecify.annotations.Nullable;

/**
 * What a batch teaches about its hosts. All pages count as seen at one time, so that the order of
 * the manifest and of the threads makes no difference. Adding belongs to one thread, before others
 * ask.
 */
final class BatchLearning {
  /** About 10 KB each; pages of further hosts teach nothing. */
  private static final int MAX_HOSTS = 10_000;

  private final Map<String, HostSketch> hosts = new HashMap<>();
  private final Map<String, LearnedBoilerplate> known = new HashMap<>();

  /** What one page teaches about its host. */
  record Lesson(String host, HostSketch seen) {}

  /** What a page teaches; nothing when it is no article or its host is not known. */
  static Optional<Lesson> lesson(@Nullable URI url, Extraction extraction) {
    if (url == null || url.getHost() == null || !(extraction instanceof Extraction.Found found)) {
      return Optional.empty();
    }
    String canonical = found.article().canonicalUrl();
    String page = canonical == null ? url.toString() : canonical;
    HostSketch seen = HostSketch.empty().observe(page, Instant.EPOCH, found.trace());
    return Optional.of(new Lesson(Authority.of(url), seen));
  }

  void add(Lesson lesson) {
    if (hosts.size() < MAX_HOSTS || hosts.containsKey(lesson.host())) {
      HostSketch sketch = hosts.merge(lesson.host(), lesson.seen(), HostSketch::merge);
      known.put(lesson.host(), sketch.boilerplate());
    }
  }

  LearnedBoilerplate known(@Nullable URI url) {
    return url == null || url.getHost() == null
        ? LearnedBoilerplate.none()
        : known.getOrDefault(Authority.of(url), LearnedBoilerplate.none());
  }
}
