package org.copydesk.ingest.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The status and headers of an answer. Header names are matched without regard to case.
 *
 * @param headers by lower-case name, values in the order they were sent
 */
public record ResponseHead(int status, Map<String, List<String>> headers) {

  private static final String MAX_AGE = "max-age=";

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
    for (String value : all("cache-control")) {
      for (String part : value.toLowerCase(Locale.ROOT).split(",", 16)) {
        String directive = part.strip();
        String seconds = directive.startsWith(MAX_AGE) ? directive.substring(8) : "";
        boolean isNumber =
            !seconds.isEmpty() && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isNumber && seconds.length() < 10 && !seconds.equals("0")) {
          return Optional.of(Duration.ofSeconds(Integer.parseInt(seconds)));
        }
      }
    }
    return Optional.empty();
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
