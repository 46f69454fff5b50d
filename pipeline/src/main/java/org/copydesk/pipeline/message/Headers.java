package org.copydesk.pipeline.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The headers of a record: an immutable, ordered list in which a name may stand more than once; the
 * last one counts, as in Kafka. Text values are UTF-8.
 */
public final class Headers {
  private static final Headers EMPTY = new Headers(List.of());

  private final List<Header> all;

  private Headers(List<Header> all) {
    this.all = all;
  }

  public static Headers empty() {
    return EMPTY;
  }

  public static Headers of(List<Header> headers) {
    return new Headers(List.copyOf(headers));
  }

  public Headers with(String name, String value) {
    return with(name, value.getBytes(UTF_8));
  }

  public Headers with(String name, byte[] value) {
    List<Header> longer = new ArrayList<>(all);
    longer.add(new Header(name, value));
    return of(longer);
  }

  public Headers with(Headers others) {
    List<Header> longer = new ArrayList<>(all);
    longer.addAll(others.all);
    return of(longer);
  }

  /** These headers but those whose name begins with the prefix. */
  public Headers withoutPrefix(String prefix) {
    return of(all.stream().filter(header -> !header.name().startsWith(prefix)).toList());
  }

  public Optional<String> text(String name) {
    return bytes(name).map(value -> new String(value, UTF_8));
  }

  public Optional<byte[]> bytes(String name) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).name().equals(name)) {
        return Optional.of(all.get(i).value());
      }
    }
    return Optional.empty();
  }

  public List<Header> all() {
    return all;
  }

  @Override
  public String toString() {
    return all.stream().map(Header::name).toList().toString();
  }

  /** One header. The value's bytes are shared, not copied: do not change them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and copying each header would cost
  public record Header(String name, byte[] value) {}
}
