package org.copydesk.pipeline.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import org.copydesk.pipeline.BuildInfo;

/**
 * Sets Logback up, once, at the first log line: all to standard error, as {@code
 * COPYDESK_LOG_FORMAT} (text or json) and {@code COPYDESK_LOG_LEVEL} (of Copydesk's own loggers)
 * say. Found by Logback's service loader in programs that name it there.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** Libraries whose lines below these tell an operator nothing. */
  private static final Map<String, Level> LIBRARIES =
      Map.ofEntries(
          Map.entry("com.zaxxer.hikari", Level.WARN),
          Map.entry("crawlercommons", Level.WARN),
          Map.entry("io.javalin", Level.OFF), // What it says of a failed start, the failure says.
          // Kafka's clients of one name register the same start time twice.
          Map.entry("io.micrometer.core.instrument.MeterRegistry", Level.ERROR),
          Map.entry("io.zonky", Level.WARN),
          Map.entry("kafka", Level.WARN),
          // A node that was killed asks its controller half before that one is awake again.
          Map.entry("kafka.server.ControllerApis", Level.OFF),
          // Races with itself over its own internal topics.
          Map.entry("kafka.server.DefaultAutoTopicCreationManager", Level.ERROR),
          Map.entry("org.apache.kafka", Level.WARN),
          // Says at WARN what the caller gets as an answer.
          Map.entry("org.apache.kafka.clients.admin", Level.ERROR),
          // A line for each attempt to reach a broker that is away; the loop says it once.
          Map.entry("org.apache.kafka.clients.NetworkClient", Level.ERROR),
          // Warns of each start.
          Map.entry("org.apache.kafka.controller.QuorumController", Level.ERROR),
          Map.entry("org.eclipse.jetty", Level.WARN),
          Map.entry("org.flywaydb", Level.WARN),
          Map.entry("state.change.logger", Level.WARN));

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Level own = Level.convertAnSLF4JLevel(LogLevel.chosen());
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, LogFormat.chosen(), own));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    context.getLogger("org.copydesk").setLevel(own);
    LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggerContext context, LogFormat format, Level own) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case JSON -> new EcsLineEncoder(BuildInfo.version());
          case TEXT -> textEncoder(context, !own.isGreaterOrEqual(Level.INFO));
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> textEncoder(LoggerContext context, boolean stackTraces) {
    TextLayout layout =
        new TextLayout(Terminal.ERROR.hasColours(), stackTraces, ZoneId.systemDefault());
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    return encoder;
  }
}
