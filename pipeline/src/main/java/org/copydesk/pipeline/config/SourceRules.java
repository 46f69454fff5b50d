package org.copydesk.pipeline.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds sources that come from a command or a list of feeds to the rules of the configuration file,
 * so that whatever is registered can also stand in a file.
 */
public final class SourceRules {
  private static final int MAX_NAME = 200;

  private SourceRules() {}

  /** A source, or the sentences that say what is wrong with it. */
  public sealed interface Checked {
    record Good(SourceConfig source) implements Checked {}

    record Bad(List<String> sentences) implements Checked {
      public Bad {
        sentences = List.copyOf(sentences);
      }
    }
  }

  /**
   * Checks what somebody wrote.
   *
   * @param id null makes one of the address
   * @param every as durations are written in the file; null leaves it to the configuration
   */
  public static Checked check(
      SourceConfig.Kind kind,
      String url,
      @Nullable String id,
      @Nullable String name,
      @Nullable String every) {
    List<String> wrong = new ArrayList<>();
    URI address = value("The address", url, Settings.SOURCE_URL, wrong);
    String goodId = value("The id", id, Settings.SOURCE_ID, wrong);
    String goodName = value("The name", name, Settings.SOURCE_NAME, wrong);
    Duration pace = value("The interval", every, Settings.SOURCE_EVERY, wrong);
    if (address == null || !wrong.isEmpty()) {
      return new Checked.Bad(wrong);
    }
    String named = goodId == null ? SourceConfig.idOf(address) : goodId;
    return new Checked.Good(new SourceConfig(named, kind, address, goodName, pace));
  }

  /** A name from outside on one line and cut to its bound; empty when nothing is left of it. */
  public static Optional<String> name(String text) {
    StringBuilder name = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
        .filter(c -> c != ' ' || (!name.isEmpty() && name.charAt(name.length() - 1) != ' '))
        .forEach(name::appendCodePoint);
    int end = Math.min(MAX_NAME, name.length());
    boolean isSplit =
        end > 0 && end < name.length() && Character.isHighSurrogate(name.charAt(end - 1));
    String cut = name.substring(0, isSplit ? end - 1 : end).strip();
    return cut.isEmpty() ? Optional.empty() : Optional.of(cut);
  }

  /** An interval as the file writes it. */
  public static String every(Duration every) {
    return ValueTypes.printDuration(every);
  }

  private static <T> @Nullable T value(
      String what, @Nullable String text, ValueType<T> type, List<String> wrong) {
    if (text == null) {
      return null;
    }
    T value = type.parse(text);
    if (value == null) {
      wrong.add(
          "%s is \"%s\", but must be %s.".formatted(what, Problems.shown(text), type.expected()));
    }
    return value;
  }
}
