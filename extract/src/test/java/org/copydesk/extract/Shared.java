package org.copydesk.extract;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files beside the repository that some tests read when they are there. */
final class Shared {
  private Shared() {}

  /** The file or folder under {@code ../shared}; skips the test when it is absent. */
  static Path path(String name) {
    Path root = Path.of(System.getProperty("copydesk.root", ".."));
    Path path = root.resolve("../shared").resolve(name).normalize();
    Assumptions.assumeTrue(Files.exists(path), () -> "needs " + path + ", which is not there");
    return path;
  }
}
