package org.copydesk.ingest.backfill;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.message.ImportState;

/** One run of an import in a process of its own, so that a test can kill it. */
final class ImportProcess {

  private ImportProcess() {}

  /**
   * Runs one import to its end.
   *
   * @param arguments the broker, then {@code warc} or {@code urls}, then the file
   */
  public static void main(String[] arguments) throws Exception {
    KafkaSettings kafka = new KafkaSettings(arguments[0], "test-import", null, Map.of());
    FileImport imports = new FileImport(kafka, "archive", false, new Teller(), Clock.systemUTC());
    Path file = Path.of(arguments[2]);
    FileImport.Result result =
        arguments[1].equals("warc")
            ? imports.warc(file, 1 << 20, Integer.MAX_VALUE)
            : imports.urls(file);
    System.out.println("finished " + result.state().sent());
  }

  /** Prints each point, so that the test sees when it is under way. */
  static final class Teller implements ImportListener {
    @Override
    public void skipped(Entry.Skipped entry) {}

    @Override
    public void reached(ImportState point) {
      System.out.println("reached " + point.entries());
    }

    @Override
    public void waiting(String reason) {
      System.out.println("waiting " + reason);
    }
  }
}
