package org.copydesk.ingest.fetch;

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
   * The Content-Type. Of several, the last one that names a type counts, as in browsers (Fetch,
   * "extract a MIME type").
   */
  public Optional<String> contentType() {
    List<String> types = all("content-type");
    return types.stream().filter(type -> type.contains("/")).reduce((first, second) -> second);
  }
}
