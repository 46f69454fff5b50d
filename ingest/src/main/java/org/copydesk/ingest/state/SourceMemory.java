package org.copydesk.ingest.state;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;

/** The sources of one shard, their states and which are being asked. Thread-safe. */
public final class SourceMemory {

  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, SourceState> states = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  public synchronized void put(Source source) {
    sources.put(source.id(), source);
  }

  public synchronized void remove(String sourceId) {
    sources.remove(sourceId);
  }

  public synchronized void put(SourceState state) {
    states.put(state.sourceId(), state);
  }

  public synchronized void removeState(String sourceId) {
    states.remove(sourceId);
  }

  public synchronized Optional<Source> find(String sourceId) {
    return Optional.ofNullable(sources.get(sourceId));
  }

  /** What is known of a source; of a new one, nothing. */
  public synchronized SourceState state(String sourceId) {
    SourceState state = states.get(sourceId);
    return state == null ? SourceState.unknown(sourceId) : state;
  }

  /** Takes the sources that are to be asked now. Each must be given back. */
  public synchronized List<Source> takeDue(Instant now) {
    List<Source> due = new ArrayList<>();
    for (Source source : sources.values()) {
      if (!source.paused() && isDue(source.id(), now) && asked.add(source.id())) {
        due.add(source);
      }
    }
    return due;
  }

  /** Notes that a source was asked, or could not be. */
  public synchronized void giveBack(String sourceId) {
    asked.remove(sourceId);
  }

  public synchronized List<Source> all() {
    return List.copyOf(sources.values());
  }

  /** Whether a source is asked at this address. */
  public synchronized boolean isAddress(URI url) {
    return sources.values().stream().anyMatch(source -> source.isAskedAt(url));
  }

  private boolean isDue(String sourceId, Instant now) {
    Instant next = state(sourceId).nextPoll();
    return next == null || !next.isAfter(now);
  }
}
