package org.copydesk.pipeline.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import co.elastic.logging.EcsJsonSerializer;
import co.elastic.logging.JsonUtils;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One ECS JSON object a line, the key-values as fields. It differs from {@code EcsEncoder} in what
 * that one leaves open: key-values are written at all, everything is cut, and no character that
 * could fool a reader's terminal is written raw.
 */
final class EcsLineEncoder extends EncoderBase<ILoggingEvent> {
  private static final int MAX_STACK_TRACE = 16 << 10;
  private static final byte[] NOTHING = {};

  private final String serviceVersion;

  EcsLineEncoder(String serviceVersion) {
    this.serviceVersion = serviceVersion;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(512);
    EcsJsonSerializer.serializeObjectStart(line, event.getTimeStamp());
    EcsJsonSerializer.serializeLogLevel(line, event.getLevel().toString());
    EcsJsonSerializer.serializeFormattedMessage(
        line, cut(String.valueOf(event.getFormattedMessage())));
    EcsJsonSerializer.serializeEcsVersion(line);
    EcsJsonSerializer.serializeServiceName(line, "copydesk");
    EcsJsonSerializer.serializeServiceVersion(line, serviceVersion);
    EcsJsonSerializer.serializeThreadName(line, cut(event.getThreadName()));
    EcsJsonSerializer.serializeLoggerName(line, event.getLoggerName());
    appendPairs(line, event.getKeyValuePairs());
    appendFailure(line, event.getThrowableProxy());
    EcsJsonSerializer.serializeObjectEnd(line);
    return withoutUnsafe(line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  private static void appendPairs(StringBuilder line, @Nullable List<KeyValuePair> pairs) {
    if (pairs == null) {
      return;
    }
    Set<String> written = new HashSet<>();
    for (KeyValuePair pair : pairs) {
      String name = EcsFields.nameOf(pair.key);
      if (pair.value != null && written.add(name)) {
        appendField(line, name, pair.value);
      }
    }
  }

  private static void appendField(StringBuilder line, String name, Object value) {
    line.append('"');
    JsonUtils.quoteAsString(name, line);
    line.append("\":");
    if (isPlain(value)) {
      line.append(value);
    } else {
      line.append('"');
      JsonUtils.quoteAsString(cut(OutsideText.written(value)), line);
      line.append('"');
    }
    line.append(',');
  }

  /** Whether JSON writes the value as Java does. */
  private static boolean isPlain(Object value) {
    return value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || (value instanceof Double number && Double.isFinite(number));
  }

  private static void appendFailure(StringBuilder line, @Nullable IThrowableProxy failure) {
    if (failure != null) {
      String trace = ThrowableProxyUtil.asString(failure);
      EcsJsonSerializer.serializeException(
          line,
          failure.getClassName(),
          cut(String.valueOf(failure.getMessage())),
          OutsideText.cut(trace, MAX_STACK_TRACE),
          false);
    }
  }

  private static String cut(String text) {
    return OutsideText.cut(text, OutsideText.MAX_LENGTH);
  }

  /** Such characters stand inside JSON strings only, where an escape means the same. */
  private static String withoutUnsafe(StringBuilder line) {
    StringBuilder safe = new StringBuilder(line.length());
    int last = line.length() - 1; // The line's own end.
    for (int i = 0; i < last; ) {
      int codePoint = line.codePointAt(i);
      int units = Character.charCount(codePoint);
      for (int unit = i; unit < i + units; unit++) {
        if (OutsideText.isUnsafe(codePoint)) {
          OutsideText.appendUnit(safe, line.charAt(unit));
        } else {
          safe.append(line.charAt(unit));
        }
      }
      i += units;
    }
    return safe.append(line.charAt(last)).toString();
  }
}
