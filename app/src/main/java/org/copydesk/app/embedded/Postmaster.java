package org.copydesk.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/** Finds the server process of a data folder through the {@code postmaster.pid} it writes there. */
final class Postmaster {
  private Postmaster() {}

  /** The running server of exactly this folder; empty when its pid is gone or now another's. */
  static Optional<ProcessHandle> of(Path data) {
    return readPid(data)
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(process -> serves(process, data));
  }

  /** Deletes the file of a server that is gone. */
  static void deletePidFile(Path data) throws IOException {
    Files.deleteIfExists(pidFile(data));
  }

  private static Optional<Long> readPid(Path data) {
    try (var lines = Files.lines(pidFile(data))) {
      return lines.findFirst().map(String::strip).filter(Postmaster::isPid).map(Long::valueOf);
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ServiceFailure(
          ExitCode.UNAVAILABLE,
          "The file " + pidFile(data) + " cannot be read: " + Sentences.of(e) + ".",
          e);
    }
  }

  private static boolean isPid(String text) {
    return text.matches("\\d{1,18}");
  }

  /**
   * A server works in its data folder; where the system does not show that, its arguments name it.
   */
  private static boolean serves(ProcessHandle process, Path data) {
    Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return Files.isSameFile(workingFolder, data);
    } catch (IOException noSuchView) {
      return namesFolder(process.info().arguments().orElse(null), data);
    }
  }

  private static boolean namesFolder(String @Nullable [] arguments, Path data) {
    return arguments != null && Arrays.asList(arguments).contains(data.toString());
  }

  private static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }
}
