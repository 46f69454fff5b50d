package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every file of the torture archive goes through the extractor without a crash or a hang. */
class TortureTest {
  private static final int TAR_BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_START = 124;
  private static final int SIZE_LENGTH = 11;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Extractor extractor = Extractor.create();

  @Test
  void everyFileEndsWithAnOutcome() throws IOException {
    int files = 0;
    try (InputStream archive =
        new BufferedInputStream(
            new GZIPInputStream(Files.newInputStream(Shared.path("torture.tar.gz"))))) {
      byte[] header = archive.readNBytes(TAR_BLOCK);
      while (header.length == TAR_BLOCK && header[0] != 0) {
        int size = sizeOf(header);
        byte[] content = archive.readNBytes(size);
        archive.readNBytes((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
        Extraction extraction =
            extractor.extract(PageInput.of(content).withDeadline(Deadline.after(LIMIT)));
        assertThat(extraction).as(nameOf(header)).isNotNull();
        files++;
        header = archive.readNBytes(TAR_BLOCK);
      }
    }
    assertThat(files).isGreaterThan(100);
  }

  private static String nameOf(byte[] header) {
    return new String(Arrays.copyOf(header, NAME_LENGTH), StandardCharsets.UTF_8).trim();
  }

  private static int sizeOf(byte[] header) {
    String octal = new String(header, SIZE_START, SIZE_LENGTH, StandardCharsets.US_ASCII).trim();
    return octal.isEmpty() ? 0 : Integer.parseInt(octal, 8);
  }
}
