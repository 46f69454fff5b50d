package org.copydesk.ingest.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The status and headers of an answer. Header names are matched without regard to case.
 *
 * @param headers by lower-case name, values in the order they were sent
 */
public record ResponseHead(int status, Map<String, List<String>> headers) {

  private static final String MAX_AGE = "max-age=";
  private static final Set<String> ASK_EACH_TIME = Set.of("no-cache", "no-store");
  private static final int LONGEST_VALIDATOR = 200;

  public ResponseHead {
    headers = Map.copyOf(headers);
  }

  /** The first value of a header. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** All values of a header. */
  public List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * For how long the answer calls itself good ({@code Cache-Control: max-age}); empty when it does
   * not say, or says that it must be asked for each time.
   */
  public Optional<Duration> maxAge() {
    List<String> directives =
        all("cache-control").stream()
            .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split(",", 16)))
            .map(String::strip)
            .toList();
    return directives.stream().anyMatch(ASK_EACH_TIME::contains)
        ? Optional.empty()
        : directives.stream().flatMap(directive -> seconds(directive).stream()).findFirst();
  }

  private static Optional<Duration> seconds(String directive) {
    String seconds = directive.startsWith(MAX_AGE) ? directive.substring(MAX_AGE.length()) : "";
    boolean isNumber = !seconds.isEmpty() && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && seconds.length() < 10 && !seconds.equals("0")
        ? Optional.of(Duration.ofSeconds(Integer.parseInt(seconds)))
        : Optional.empty();
  }

  /**
   * The value of a header that can be sent back in a conditional request: 1 to 200 printable ASCII
   * characters. Others break requests, or the servers that get them.
   */
  public Optional<String> validator(String name) {
    return first(name)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST_VALIDATOR)
        .filter(value -> value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e));
  }

  /**
   * The Content-Type. Of several, the last one that names a type counts, as in browsers (Fetch,
   * "extract a MIME type").
   */
  public Optional<String> contentType() {
    List<String> types = all("content-type");
    return types.stream().filter(type -> type.contains("/")).reduce((first, second) -> second);
  }
}
