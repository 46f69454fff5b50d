package org.copydesk.app.endtoend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Real pages from the measuring data beside the project, where that is present. */
final class RealPages {
  private static final Path ARCHIVE =
      Path.of(System.getProperty("copydesk.root", ".."), "..", "shared", "quality", "dev.tar.gz");

  private RealPages() {}

  static boolean isPresent() {
    return Files.isReadable(ARCHIVE);
  }

  /** The pages of some sets, by path. */
  static Map<String, byte[]> read(Set<String> sets) throws IOException {
    Map<String, byte[]> pages = new LinkedHashMap<>();
    try (var archive =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(
                new BufferedInputStream(Files.newInputStream(ARCHIVE))))) {
      TarArchiveEntry entry = archive.getNextEntry();
      while (entry != null) {
        Optional<String> path = path(entry, sets);
        if (path.isPresent()) {
          pages.put(path.get(), archive.readAllBytes());
        }
        entry = archive.getNextEntry();
      }
    }
    return pages;
  }

  /** {@code /set/number.html}: the files' own names hold characters that URLs may not. */
  private static Optional<String> path(TarArchiveEntry entry, Set<String> sets) {
    String[] parts = entry.getName().split("/", -1);
    if (entry.isDirectory() || parts.length < 2 || !entry.getName().endsWith(".html")) {
      return Optional.empty();
    }
    String set = parts[parts.length - 2];
    return sets.contains(set)
        ? Optional.of("/" + set + "/" + Integer.toHexString(entry.getName().hashCode()) + ".html")
        : Optional.empty();
  }
}
