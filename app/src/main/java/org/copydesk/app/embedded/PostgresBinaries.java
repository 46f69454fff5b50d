package org.copydesk.app.embedded;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the PostgreSQL programs for this machine from their jar into the data folder: once for
 * each version, with the older ones removed.
 */
final class PostgresBinaries {
  private static final String FOLDER_PREFIX = "binaries-";

  private PostgresBinaries() {}

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}.
   *
   * @throws ServiceFailure when there are no binaries for this machine
   */
  static Path unpack(Path home) throws IOException {
    Path unpacked = home.resolve(FOLDER_PREFIX + version());
    if (Files.isDirectory(unpacked)) {
      return unpacked;
    }
    deleteOthers(home);
    Path draft = home.resolve(FOLDER_PREFIX + "new");
    try (InputStream archive = archive();
        TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        unpackEntry(entries, entry, draft);
      }
    }
    return Files.move(draft, unpacked);
  }

  private static void unpackEntry(TarArchiveInputStream entries, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("archive entry outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(entries, target);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static InputStream archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
          system, machine.equals("amd64") ? "x86_64" : machine);
    } catch (IllegalStateException e) {
      throw new ServiceFailure(
          ExitCode.UNAVAILABLE,
          "This Copydesk brings no PostgreSQL for %s on %s; name a database in the configuration."
              .formatted(System.getProperty("os.name"), machine),
          e);
    }
  }

  private static void deleteOthers(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(FOLDER_PREFIX)) {
          FileTrees.delete(file);
        }
      }
    }
  }

  private static String version() throws IOException {
    try (InputStream file = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
      Properties properties = new Properties();
      properties.load(requireNonNull(file, "binaries.properties"));
      return properties.getProperty("postgresql");
    }
  }
}
