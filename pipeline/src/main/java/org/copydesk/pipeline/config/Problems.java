package org.copydesk.pipeline.config;

import java.util.ArrayList;
import java.util.List;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/** Gathers all that is wrong, so that an operator mends a file in one go. Not thread-safe. */
final class Problems {
  private static final int MAX_SHOWN = 80;

  private final List<String> sentences = new ArrayList<>();

  void add(String sentence) {
    sentences.add(sentence);
  }

  void unknown(String what, String origin, @Nullable String meant) {
    String hint = meant == null ? "" : "; did you mean " + meant + "?";
    add("Unknown %s (%s)%s".formatted(shown(what), origin, hint.isEmpty() ? "." : hint));
  }

  void wrong(String key, RawValue raw, String expected, boolean secret) {
    String value = secret ? "has a value" : "is \"" + shown(raw.text()) + "\"";
    add(
        secret
            ? "%s (%s) must be %s.".formatted(key, raw.origin(), expected)
            : "%s %s (%s), but must be %s.".formatted(key, value, raw.origin(), expected));
  }

  /** Throws one failure for all that was gathered, if anything was. */
  void throwIfAny() {
    if (!sentences.isEmpty()) {
      throw new ServiceFailure(ExitCode.CONFIG, String.join("\n", sentences));
    }
  }

  /** What someone wrote, cut and without characters that could play tricks on a terminal. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_SHOWN)
        .forEach(
            c ->
                shown.appendCodePoint(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? '?'
                        : c));
    return text.codePointCount(0, text.length()) > MAX_SHOWN ? shown + "…" : shown.toString();
  }
}
