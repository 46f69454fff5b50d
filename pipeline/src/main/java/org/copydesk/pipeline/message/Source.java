package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One source to follow: the value of {@code news.sources.v1}, keyed by source id, in the shard of
 * the authority that it is asked at. A null value takes the source out.
 *
 * @param id names it in topics, tables and logs
 * @param kind what the address points to
 * @param url the address as it was declared
 * @param movedTo where a redirect to another authority leads; null while it is asked at its url
 * @param name for people; null shows the id
 * @param every how often to look; null leaves it to the configuration
 * @param origin who declared it
 * @param paused whether it is left alone for now
 */
public record Source(
    String id,
    Kind kind,
    URI url,
    @Nullable URI movedTo,
    @Nullable String name,
    @Nullable Duration every,
    Origin origin,
    boolean paused) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.source.v1";

  private static final char CHILD = '~';
  private static final UrlNormalizer NORMALIZER = new UrlNormalizer();

  /** What an address points to. */
  public enum Kind {
    @JsonProperty("feed")
    FEED,
    @JsonProperty("sitemap")
    SITEMAP,
    @JsonProperty("section")
    SECTION,
    @JsonProperty("site")
    SITE
  }

  /** Who declared a source. */
  public enum Origin {
    /** The configuration file: retired when it leaves the file. */
    @JsonProperty("config")
    CONFIG,
    /** An operator's command: stays until removed. */
    @JsonProperty("command")
    COMMAND,
    /** Another source that leads to it: retired when that one names it no more. */
    @JsonProperty("discovered")
    DISCOVERED
  }

  public Source {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(origin, "origin");
  }

  /** The id of a source that another one leads to. */
  public static String childId(String parentId, String urlId) {
    return parentId + CHILD + urlId.substring(0, 12);
  }

  /** Whether one source was found directly through another. */
  public static boolean isChild(String id, String parentId) {
    return id.startsWith(parentId + CHILD) && id.indexOf(CHILD, parentId.length() + 1) < 0;
  }

  /** How many sources led to this one. */
  public static int depth(String id) {
    return (int) id.chars().filter(c -> c == CHILD).count();
  }

  /** The id of the source that was declared, where the others come from. */
  public static String rootId(String id) {
    int child = id.indexOf(CHILD);
    return child < 0 ? id : id.substring(0, child);
  }

  /** Where it is asked. */
  @JsonIgnore
  public URI address() {
    return movedTo == null ? url : movedTo;
  }

  /**
   * Whether it is asked at this address, now or before it moved.
   *
   * @param normal a normalised URL; the source's own may be written in another way
   */
  public boolean isAskedAt(URI normal) {
    String authority = Authority.of(normal);
    return Stream.of(address(), url)
        .filter(own -> Authority.of(own).equals(authority))
        .anyMatch(own -> NORMALIZER.normalize(own.toString()).filter(normal::equals).isPresent());
  }

  /** Whose shard it belongs to. */
  @JsonIgnore
  public String authority() {
    return Authority.of(address());
  }

  public Source withMovedTo(@Nullable URI target) {
    return new Source(id, kind, url, target, name, every, origin, paused);
  }

  public Source withPaused(boolean pause) {
    return new Source(id, kind, url, movedTo, name, every, origin, pause);
  }
}
