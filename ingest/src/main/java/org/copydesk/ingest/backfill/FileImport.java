package org.copydesk.ingest.backfill;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.copydesk.ingest.state.Records;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.ImportState;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/** Imports files and streams into the backfill lane. One thread at a time. */
public final class FileImport {

  private final KafkaSettings kafka;
  private final String sourceId;
  private final boolean again;
  private final ImportListener listener;
  private final Clock clock;

  /**
   * How an import ended.
   *
   * @param state the point that it reached: its end
   * @param wasDone whether an earlier run had reached it already
   * @param begun where this run began, in entries
   */
  public record Result(ImportState state, boolean wasDone, long begun) {}

  /** Opens the entries behind the point that an earlier run reached. */
  private interface Opener {
    Entries open(ImportState reached) throws IOException;
  }

  /**
   * @param sourceId the source that records are counted to
   * @param again whether to begin anew what was imported before
   */
  public FileImport(
      KafkaSettings kafka, String sourceId, boolean again, ImportListener listener, Clock clock) {
    this.kafka = kafka;
    this.sourceId = sourceId;
    this.again = again;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Imports a list of URLs.
   *
   * @throws IOException when the file cannot be read
   * @throws ServiceFailure when another run of the same import took over
   */
  public Result urls(Path file) throws IOException, InterruptedException {
    ImportState start =
        beginning(
            ImportIds.ofFile(ImportState.Kind.URLS, file), ImportState.Kind.URLS, nameOf(file));
    return run(start, true, reached -> lines(Files.newInputStream(file), reached), () -> {});
  }

  /**
   * Imports a list of URLs from a stream.
   *
   * @param name what names it for a later run, which then passes over the lines that are in; null
   *     when it is not to be gone on with
   */
  public Result urls(InputStream stream, @Nullable String name)
      throws IOException, InterruptedException {
    String id =
        name == null
            ? Ids.sha256(UUID.randomUUID().toString())
            : ImportIds.ofName(ImportState.Kind.URLS, name);
    ImportState start = beginning(id, ImportState.Kind.URLS, name == null ? "-" : name);
    return run(start, name != null, reached -> lines(stream, reached), () -> {});
  }

  /**
   * Replays a WARC file.
   *
   * @param maxBody where a page is cut, in bytes
   * @param ahead pages that may wait for the process service before the replay waits for it
   */
  public Result warc(Path file, int maxBody, int ahead) throws IOException, InterruptedException {
    WarcFile.requireReadablePacking(file);
    ImportState start =
        beginning(
            ImportIds.ofFile(ImportState.Kind.WARC, file), ImportState.Kind.WARC, nameOf(file));
    WarcPages pages = new WarcPages(sourceId, records(), maxBody, clock);
    try (ProcessRoom room = new ProcessRoom(kafka, ahead, listener, clock)) {
      return run(
          start,
          true,
          reached -> WarcFile.open(file, pages, reached.offset(), reached.entries()),
          room);
    }
  }

  private Result run(ImportState start, boolean keepsPoint, Opener opener, Importer.Room room)
      throws IOException, InterruptedException {
    try (Importer importer = new Importer(kafka, start, keepsPoint, listener, room, clock)) {
      ImportState reached = importer.open(again);
      if (reached.finished()) {
        return new Result(reached, true, reached.entries());
      }
      try (Entries entries = opener.open(reached)) {
        return new Result(importer.run(entries), false, reached.entries());
      }
    }
  }

  private Entries lines(InputStream stream, ImportState reached) throws IOException {
    Records records = records();
    UrlNormalizer normalizer = new UrlNormalizer();
    UrlLines lines =
        new UrlLines(stream, text -> normalizer.normalize(text).map(url -> record(url, records)));
    lines.skip(reached.entries());
    return lines;
  }

  private Outgoing record(URI url, Records records) {
    String text = url.toString();
    UrlToFetch target =
        new UrlToFetch(Ids.urlId(text), text, sourceId, UrlToFetch.Why.NEW, null, null, null);
    return records.url(target, Traceparent.random(), clock.instant(), 0, Lane.BACKFILL);
  }

  private Records records() {
    try (TopicAdmin admin = new TopicAdmin(kafka)) {
      Optional<Integer> shards = admin.partitionCount(Topics.URLS_BACKFILL);
      return new Records(new Shards(shards.orElseThrow(FileImport::noTopics)), clock);
    }
  }

  private ImportState beginning(String id, ImportState.Kind kind, String name) {
    return new ImportState(id, kind, name, sourceId, 0, 0, 0, Map.of(), false, clock.instant());
  }

  private static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  private static ServiceFailure noTopics() {
    return new ServiceFailure(
        ExitCode.UNAVAILABLE,
        "This broker has no topics for backfill yet: start the services first, they make them.");
  }
}
