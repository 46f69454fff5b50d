package org.copydesk.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * The difficult inputs of other projects, kept beside the repository and not in it: tests that need
 * them are skipped where they are absent.
 */
public final class TortureFiles {

  private static final int BLOCK = 512;

  private TortureFiles() {}

  /** The files whose path is wanted, by path. Skips the test when there is no archive. */
  public static Map<String, byte[]> read(Predicate<String> wanted) {
    Path archive =
        Path.of(System.getProperty("copydesk.root", "..")).resolve("../shared/torture.tar.gz");
    assumeTrue(Files.isReadable(archive), "the torture files are not beside the repository");
    try (DataInputStream in =
        new DataInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
      return untar(in, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** POSIX ustar: a block of header, then the content in whole blocks. */
  private static Map<String, byte[]> untar(DataInputStream in, Predicate<String> wanted)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    byte[] header = new byte[BLOCK];
    String longName = "";
    while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
      int size = Integer.parseInt(text(header, 124, 11), 8);
      byte[] content = in.readNBytes(size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      if (header[156] == 'L') {
        longName = new String(content, 0, size - 1, UTF_8);
        continue;
      }
      String prefix = text(header, 345, 155);
      String plain = text(header, 0, 100);
      String name =
          !longName.isEmpty() ? longName : prefix.isEmpty() ? plain : prefix + "/" + plain;
      longName = "";
      if ((header[156] == '0' || header[156] == 0) && wanted.test(name)) {
        files.put(name, content);
      }
    }
    return files;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, UTF_8).strip();
  }
}
