package org.copydesk.ingest.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlNormalizer;

/**
 * All sources and their states, as the topics said it at one moment. Immutable.
 *
 * @param sources by id
 * @param states by source id, as they were last written
 * @param leftOut a sentence for each record that cannot be used
 */
public record Registry(
    Map<String, Source> sources, Map<String, SourceState> states, List<String> leftOut) {

  private static final UrlNormalizer NORMALIZER = new UrlNormalizer();

  public Registry {
    sources = new TreeMap<>(sources);
    states = Map.copyOf(states);
    leftOut = List.copyOf(leftOut);
  }

  public Collection<Source> all() {
    return sources.values();
  }

  /** Those that file or operator declared, without what was found through them. */
  public List<Source> declared() {
    return sources.values().stream()
        .filter(source -> source.origin() != Source.Origin.DISCOVERED)
        .toList();
  }

  public Optional<Source> find(String id) {
    return Optional.ofNullable(sources.get(id));
  }

  /** The source of this id, or the declared one at this address. */
  public Optional<Source> named(String idOrUrl) {
    return find(idOrUrl).or(() -> at(idOrUrl));
  }

  /** What is known of a source; of a new one, nothing. */
  public SourceState state(String id) {
    SourceState state = states.get(id);
    return state == null ? SourceState.unknown(id) : state;
  }

  /** A source, and all that were found through it. */
  public List<Source> family(Source root) {
    List<Source> family = new ArrayList<>(List.of(root));
    for (Source source : sources.values()) {
      boolean isFound = source.origin() == Source.Origin.DISCOVERED && !source.equals(root);
      if (isFound && Source.rootId(source.id()).equals(root.id())) {
        family.add(source);
      }
    }
    return family;
  }

  private Optional<Source> at(String url) {
    String wanted = normal(url);
    return declared().stream()
        .filter(source -> normal(source.url().toString()).equals(wanted))
        .findFirst();
  }

  /**
   * An address as people write it: readers' own schemes taken off, names of any script in ASCII.
   * What is no address comes back as it is.
   */
  public static String address(String written) {
    String text = written.strip();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("feed://")) {
      text = "http" + text.substring("feed".length());
    } else if (lower.startsWith("feed:http")) {
      text = text.substring("feed:".length());
    }
    boolean isAscii = text.chars().allMatch(c -> c > ' ' && c < 127);
    return isAscii ? text : normal(text);
  }

  /** Two writings of one address are one address. */
  static String normal(String url) {
    return NORMALIZER.normalize(url).map(URI::toString).orElse(url);
  }
}
