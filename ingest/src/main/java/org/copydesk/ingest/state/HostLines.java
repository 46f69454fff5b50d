package org.copydesk.ingest.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.UrlState;
import org.jspecify.annotations.Nullable;

/**
 * The parked URLs of one lane, in a line for each host: the one that was due first is woken first.
 * A host that has no room lets its whole line wait, so that looking for what may be woken costs as
 * much as there are hosts, however many URLs wait for them. Not thread-safe.
 */
final class HostLines {

  /** Of those that are due at one time, the one that was parked first. */
  private static final Comparator<UrlState> ORDER =
      Comparator.comparing(HostLines::due)
          .thenComparing(UrlState::at)
          .thenComparing(state -> state.target().urlId());

  private static final class Line {
    private final String authority;
    private final TreeSet<UrlState> urls = new TreeSet<>(ORDER);
    private Instant notBefore = Instant.MIN;

    Line(String authority) {
      this.authority = authority;
    }

    String authority() {
      return authority;
    }

    Instant next() {
      return later(due(urls.first()), notBefore);
    }
  }

  private final Map<String, Line> byHost = new HashMap<>();

  /** Of lines that are not empty, as all are; a line changes only while it is not in here. */
  private final TreeSet<Line> byTime =
      new TreeSet<>(Comparator.comparing(Line::next).thenComparing(Line::authority));

  void add(UrlState state) {
    change(authority(state), line -> line.urls.add(state));
  }

  void remove(UrlState state) {
    change(authority(state), line -> line.urls.remove(state));
  }

  /** Takes the URL that has waited longest of those that may be woken now. */
  Optional<UrlState> takeNext(Instant now) {
    if (byTime.isEmpty() || byTime.first().next().isAfter(now)) {
      return Optional.empty();
    }
    UrlState next = byTime.first().urls.first();
    remove(next);
    return Optional.of(next);
  }

  /** Puts a URL back whose host has no room; none of its line is woken before a time. */
  void putBack(UrlState state, Instant notBefore) {
    change(
        authority(state),
        line -> {
          line.urls.add(state);
          line.notBefore = notBefore;
        });
  }

  /** Whether something of a host waits although its time has come. */
  boolean isWaiting(String authority, Instant now) {
    Line line = byHost.get(authority);
    return line != null && !due(line.urls.first()).isAfter(now);
  }

  /** How many wait for a host. */
  int count(String authority) {
    Line line = byHost.get(authority);
    return line == null ? 0 : line.urls.size();
  }

  /** When the next one may be woken, or could have been; null when none waits. */
  @Nullable Instant next() {
    return byTime.isEmpty() ? null : byTime.first().next();
  }

  /** Before when a URL is not woken. */
  Instant notBefore(UrlState state) {
    Line line = byHost.get(authority(state));
    return line == null ? due(state) : later(due(state), line.notBefore);
  }

  private void change(String authority, Consumer<Line> change) {
    Line known = byHost.get(authority);
    Line line = Objects.requireNonNullElseGet(known, () -> new Line(authority));
    if (known != null) {
      byTime.remove(line);
    }
    change.accept(line);
    if (line.urls.isEmpty()) {
      byHost.remove(authority);
    } else {
      byHost.put(authority, line);
      byTime.add(line);
    }
  }

  private static String authority(UrlState state) {
    return Authority.of(state.target().url());
  }

  private static Instant due(UrlState state) {
    return Objects.requireNonNullElse(state.due(), state.at());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
