package org.copydesk.pipeline.config;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of settings there are, each with its bounds. */
final class ValueTypes {
  private static final int MAX_TEXT = 4096;
  private static final List<Unit<Duration>> DURATION_UNITS =
      List.of(
          new Unit<>("ms", Duration.ofMillis(1)),
          new Unit<>("s", Duration.ofSeconds(1)),
          new Unit<>("m", Duration.ofMinutes(1)),
          new Unit<>("h", Duration.ofHours(1)),
          new Unit<>("d", Duration.ofDays(1)));
  private static final List<Unit<Integer>> SIZE_UNITS =
      List.of(
          new Unit<>("B", 1),
          new Unit<>("KiB", 1 << 10),
          new Unit<>("MiB", 1 << 20),
          new Unit<>("GiB", 1 << 30));

  private ValueTypes() {}

  static ValueType<String> text(String expected, Predicate<String> valid) {
    return new ValueType<>(
        expected,
        text -> !text.isEmpty() && text.length() <= MAX_TEXT && valid.test(text) ? text : null,
        text -> text);
  }

  static ValueType<Secret> secret() {
    return new ValueType<>(
        "a text of 1 to %d characters".formatted(MAX_TEXT),
        text -> text.isEmpty() || text.length() > MAX_TEXT ? null : Secret.of(text),
        Secret::toString);
  }

  static ValueType<Integer> integer(int least, int most) {
    return new ValueType<>(
        "a whole number from %d to %d".formatted(least, most),
        text -> within(wholeNumber(text), least, most),
        value -> Integer.toString(value));
  }

  /** A size in bytes. */
  static ValueType<Integer> size(int least, int most) {
    return new ValueType<>(
        "a size from %s to %s, such as 512KiB or 5MiB".formatted(printSize(least), printSize(most)),
        text -> within(parseSize(text), least, most),
        ValueTypes::printSize);
  }

  static ValueType<Duration> duration(Duration least, Duration most) {
    return new ValueType<>(
        "a duration from %s to %s, such as 500ms, 2s, 5m or 6h"
            .formatted(printDuration(least), printDuration(most)),
        text -> {
          Duration value = parseDuration(text);
          return value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0
              ? null
              : value;
        },
        ValueTypes::printDuration);
  }

  /** Several values of one type, divided by commas; none at all when the text is empty. */
  static <T> ValueType<List<T>> list(ValueType<T> element) {
    return new ValueType<>(
        "a list of which each element is " + element.expected(),
        text -> parseList(element, text),
        values -> values.stream().map(element::print).collect(Collectors.joining(",")));
  }

  /** Names and values in the format of Java's property files. */
  static ValueType<Map<String, String>> properties() {
    return new ValueType<>(
        "a list of name=value lines",
        ValueTypes::parseProperties,
        values ->
            new TreeMap<>(values)
                .keySet().stream()
                    .map(name -> name + "=" + Secret.MASK)
                    .collect(Collectors.joining(",")));
  }

  /** A network such as {@code 127.0.0.0/8} or {@code fd00::/8}: an address literal and a prefix. */
  static ValueType<String> network() {
    return text("a network such as 127.0.0.0/8, 10.1.2.3/32 or fd00::/8", Networks::isNetwork);
  }

  static ValueType<URI> webAddress() {
    return new ValueType<>(
        "an absolute http or https URL", ValueTypes::parseWebAddress, URI::toString);
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  static ValueType<StatusConfig> bindAddress() {
    return new ValueType<>(
        "an address such as 127.0.0.1:8080, [::1]:8080 or 127.0.0.1:0 for a free port",
        ValueTypes::parseBindAddress,
        address ->
            (address.host().contains(":") ? "[" + address.host() + "]" : address.host())
                + ":"
                + address.port());
  }

  private static @Nullable StatusConfig parseBindAddress(String text) {
    int colon = text.lastIndexOf(':');
    Integer port = colon < 1 ? null : within(wholeNumber(text.substring(colon + 1)), 0, 65_535);
    if (port == null) {
      return null;
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      return null;
    }
    return host.isBlank() ? null : new StatusConfig(host, port);
  }

  private static @Nullable URI parseWebAddress(String text) {
    if (text.length() > MAX_TEXT) {
      return null;
    }
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && url.getHost() != null && url.getUserInfo() == null ? url : null;
    } catch (URISyntaxException e) {
      return null; // The caller says what was expected instead.
    }
  }

  private static @Nullable Map<String, String> parseProperties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return null; // The caller says what was expected instead.
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
    return values;
  }

  private static <T> @Nullable List<T> parseList(ValueType<T> element, String text) {
    List<T> values = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      T value = element.parse(part);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return List.copyOf(values);
  }

  private static @Nullable Duration parseDuration(String text) {
    Amount<Duration> amount = Amount.parse(text, DURATION_UNITS);
    return amount == null ? null : amount.unit().multipliedBy(amount.number());
  }

  private static @Nullable Long parseSize(String text) {
    Amount<Integer> amount = Amount.parse(text, SIZE_UNITS);
    return amount == null ? null : (long) amount.unit() * amount.number();
  }

  /** The shortest writing that loses nothing. */
  static String printDuration(Duration value) {
    String shortest = value.toMillis() + "ms";
    for (Unit<Duration> unit : DURATION_UNITS) {
      long millis = unit.value().toMillis();
      if (value.toMillis() % millis == 0) {
        shortest = value.toMillis() / millis + unit.name();
      }
    }
    return value.isZero() ? "0s" : shortest;
  }

  private static String printSize(int value) {
    String shortest = value + "B";
    for (Unit<Integer> unit : SIZE_UNITS) {
      if (value > 0 && value % unit.value() == 0) {
        shortest = value / unit.value() + unit.name();
      }
    }
    return shortest;
  }

  private static @Nullable Long wholeNumber(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.valueOf(new BigInteger(text).longValue()) : null;
  }

  private static @Nullable Integer within(@Nullable Long value, int least, int most) {
    return value == null || value < least || value > most
        ? null
        : Integer.valueOf(Math.toIntExact(value));
  }

  private record Unit<T>(String name, T value) {}

  /** A whole number and a unit, such as {@code 5MiB}. */
  private record Amount<T>(int number, T unit) {
    static <T> @Nullable Amount<T> parse(String text, List<Unit<T>> units) {
      int digits = 0;
      while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
        digits++;
      }
      Integer number = within(wholeNumber(text.substring(0, digits)), 0, Integer.MAX_VALUE);
      String name = text.substring(digits).strip();
      for (Unit<T> unit : units) {
        if (number != null && unit.name().equals(name)) {
          return new Amount<>(number, unit.value());
        }
      }
      return null;
    }
  }
}
