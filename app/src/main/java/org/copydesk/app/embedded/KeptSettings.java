package org.copydesk.app.embedded;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * What an embedded server chose at its first start and keeps on every later one: ports, ids, the
 * database's password. A file of properties that only its owner may read. Safe for use by several
 * threads.
 */
final class KeptSettings {
  private static final int SECRET_BYTES = 24;

  private final Path file;
  private final Properties values;

  private KeptSettings(Path file, Properties values) {
    this.file = file;
    this.values = values;
  }

  static KeptSettings load(Path file) throws IOException {
    Properties values = new Properties();
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        values.load(reader);
      }
    }
    return new KeptSettings(file, values);
  }

  /**
   * The port to listen on: the configured one, else the one of the last start while it is free,
   * else a free one.
   *
   * @param configured 0 when the configuration names none
   * @throws ServiceFailure when the configured port is taken
   */
  synchronized int port(String key, int configured) {
    if (configured != 0) {
      LoopbackPorts.requireFree(configured, key);
      return configured;
    }
    int last = lastPort(key);
    if (last != 0 && LoopbackPorts.isFree(last)) {
      return last;
    }
    int port = LoopbackPorts.chooseFree();
    keep(key, Integer.toString(port));
    return port;
  }

  /** A random secret, the same on every call. */
  synchronized String secret(String key) {
    String kept = values.getProperty(key);
    if (kept != null) {
      return kept;
    }
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    keep(key, secret);
    return secret;
  }

  private int lastPort(String key) {
    String kept = values.getProperty(key, "");
    return kept.matches("\\d{1,5}") ? Integer.parseInt(kept) : 0;
  }

  private void keep(String key, String value) {
    values.setProperty(key, value);
    StringWriter text = new StringWriter();
    try {
      values.store(text, "Kept by Copydesk between starts.");
      PrivateFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ServiceFailure(
          ExitCode.CANNOT_CREATE,
          "The file " + file + " cannot be written: " + Sentences.of(e) + ".",
          e);
    }
  }
}
