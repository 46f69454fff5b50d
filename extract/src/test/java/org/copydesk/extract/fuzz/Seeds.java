package org.copydesk.extract.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Pages to begin with: the own fixtures, and the torture files beside the repository if there. */
final class Seeds {
  private static final int TAR_BLOCK = 512;
  private static final int MAX_SEED = 150_000;

  private Seeds() {}

  static List<String> all() throws IOException, URISyntaxException {
    List<String> seeds = new ArrayList<>();
    for (String folder : List.of("/cases", "/fuzz", "/labelled")) {
      var url = Seeds.class.getResource(folder);
      if (url != null) {
        addFolder(Path.of(Objects.requireNonNull(url).toURI()), seeds);
      }
    }
    Path archive =
        Path.of(System.getProperty("copydesk.root", ".."), "..", "shared", "torture.tar.gz");
    if (Files.exists(archive)) {
      addArchive(archive, seeds);
    }
    return seeds;
  }

  private static void addFolder(Path folder, List<String> seeds) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".html")).sorted().toList()) {
        seeds.add(Files.readString(file));
      }
    }
  }

  private static void addArchive(Path archive, List<String> seeds) throws IOException {
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      byte[] header = in.readNBytes(TAR_BLOCK);
      while (header.length == TAR_BLOCK && header[0] != 0) {
        String octal = new String(header, 124, 11, StandardCharsets.US_ASCII).trim();
        int size = octal.isEmpty() ? 0 : Integer.parseInt(octal, 8);
        byte[] content = in.readNBytes(size);
        in.readNBytes((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
        String text = text(content);
        if (text.indexOf('<') >= 0 && text.length() <= MAX_SEED) {
          seeds.add(text);
        }
        header = in.readNBytes(TAR_BLOCK);
      }
    }
  }

  private static String text(byte[] content) throws IOException {
    if (content.length > 2 && content[0] == 0x1F && content[1] == (byte) 0x8B) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
        return new String(in.readNBytes(MAX_SEED), StandardCharsets.UTF_8);
      } catch (IOException e) {
        // Torn on purpose: as good a seed as its raw bytes.
        return new String(content, StandardCharsets.ISO_8859_1);
      }
    }
    return new String(
        Arrays.copyOf(content, Math.min(content.length, MAX_SEED + 1)), StandardCharsets.UTF_8);
  }
}
