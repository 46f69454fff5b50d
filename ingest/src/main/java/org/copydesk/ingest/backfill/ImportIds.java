package org.copydesk.ingest.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.ImportState;

/** Tells imports apart: files by what they hold, wherever they lie; streams by a name. */
final class ImportIds {

  /** What is looked at of a file's beginning and of its end, in bytes. */
  private static final int LOOKED_AT = 1 << 20;

  private ImportIds() {}

  static String ofName(ImportState.Kind kind, String name) {
    return Ids.sha256(kind + " stream " + name);
  }

  static String ofFile(ImportState.Kind kind, Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((kind + " file " + file.size() + " ").getBytes(UTF_8));
      update(digest, file, 0);
      update(digest, file, Math.max(LOOKED_AT, file.size() - LOOKED_AT));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, FileChannel file, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LOOKED_AT);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = file.read(bytes, from + bytes.position());
    }
    digest.update(bytes.flip());
  }
}
