package org.copydesk.pipeline.testing;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real Kafka broker for a test class. The first class that asks for it starts it, all classes of
 * the JVM share it, and it ends with the JVM's last test; so each class names its topics, groups
 * and transactional ids with {@link #unique}.
 *
 * <pre>{@code
 * @RegisterExtension static final KafkaBrokerExtension broker = new KafkaBrokerExtension();
 * }</pre>
 *
 * <p>A test that stops or breaks a broker starts its own with {@link TestBroker#start()} instead.
 */
public final class KafkaBrokerExtension implements BeforeAllCallback {
  private static final Namespace SHARED = Namespace.create(KafkaBrokerExtension.class);

  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private @Nullable TestBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker =
        context
            .getRoot()
            .getStore(SHARED)
            .computeIfAbsent(TestBroker.class, type -> TestBroker.start(), TestBroker.class);
  }

  /** The broker's address, as {@code bootstrap.servers} wants it. */
  public String bootstrapServers() {
    return requireNonNull(broker, "the extension must be registered as a static field")
        .bootstrapServers();
  }

  /** What this test class puts before its topic names, so that no other class sees them. */
  public String prefix() {
    return prefix;
  }

  /** A topic, group or transactional id that no other test class uses. */
  public String unique(String name) {
    return prefix + name;
  }
}
