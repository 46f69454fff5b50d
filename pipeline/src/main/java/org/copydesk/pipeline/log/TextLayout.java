package org.copydesk.pipeline.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One line for people: time, level, component, message, {@code key=value}. Stack traces are shown
 * at DEBUG alone; above it a failure is its causes' names and messages in the same line.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
  private static final int MAX_CAUSES = 5;
  private static final String RESET = "\u001b[0m";
  private static final String DIM = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String CYAN = "\u001b[36m";

  private final boolean coloured;
  private final boolean withStackTraces;
  private final DateTimeFormatter time;

  TextLayout(boolean coloured, boolean withStackTraces, ZoneId zone) {
    this.coloured = coloured;
    this.withStackTraces = withStackTraces;
    // Who watches a terminal knows the day; who reads a file later does not.
    String pattern = coloured ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
    this.time = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    append(line, DIM, time.format(event.getInstant()));
    line.append(' ');
    append(line, colourOf(event.getLevel()), padded(event.getLevel().toString(), 5));
    line.append(' ');
    append(line, CYAN, padded(ComponentName.of(event.getLoggerName()), 9));
    line.append(' ').append(OutsideText.safe(String.valueOf(event.getFormattedMessage())));
    appendPairs(line, event.getKeyValuePairs());
    appendFailure(line, event.getThrowableProxy());
    return line.append('\n').toString();
  }

  private void appendPairs(StringBuilder line, @Nullable List<KeyValuePair> pairs) {
    if (pairs != null) {
      pairs.forEach(pair -> appendPair(line, pair.key, OutsideText.written(pair.value)));
    }
  }

  private void appendPair(StringBuilder line, String key, String value) {
    line.append(' ');
    append(line, DIM, key + "=");
    line.append(quotedIfNeeded(OutsideText.safe(value)));
  }

  private void appendFailure(StringBuilder line, @Nullable IThrowableProxy failure) {
    if (failure == null) {
      return;
    }
    StringBuilder causes = new StringBuilder();
    IThrowableProxy cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      String name = cause.getClassName();
      causes.append(i == 0 ? "" : " < ").append(name.substring(name.lastIndexOf('.') + 1));
      causes.append(": ").append(cause.getMessage());
      cause = cause.getCause();
    }
    appendPair(line, "error", causes.toString());
    if (withStackTraces) {
      line.append('\n');
      ThrowableProxyUtil.asString(failure)
          .lines()
          .forEach(frame -> line.append("  ").append(OutsideText.safe(frame.strip())).append('\n'));
      line.setLength(line.length() - 1);
    }
  }

  private void append(StringBuilder line, String colour, String text) {
    if (coloured) {
      line.append(colour).append(text).append(RESET);
    } else {
      line.append(text);
    }
  }

  private static String quotedIfNeeded(String value) {
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
    boolean url = value.startsWith("http") && value.indexOf(' ') < 0 && value.indexOf('"') < 0;
    return plain || url ? value : '"' + value.replace("\"", "\\\"") + '"';
  }

  private static String colourOf(Level level) {
    return switch (level.levelInt) {
      case Level.ERROR_INT -> RED;
      case Level.WARN_INT -> YELLOW;
      case Level.INFO_INT -> GREEN;
      default -> DIM;
    };
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
