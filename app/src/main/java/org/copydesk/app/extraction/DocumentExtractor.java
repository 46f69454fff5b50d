package org.copydesk.app.extraction;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;
import org.copydesk.extract.TextInput;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.extract.page.BinaryCheck;
import org.jspecify.annotations.Nullable;

/** Extracts from bytes that may be a page or plain text. May be shared between threads. */
public final class DocumentExtractor {
  /** The largest input that is read. */
  public static final int MAX_BYTES = 5 << 20;

  private final Extractor extractor;
  private final Duration deadline;

  /**
   * @param explain whether the trace names every block's place
   * @param deadline for one document
   */
  public DocumentExtractor(boolean explain, Duration deadline) {
    this.extractor = Extractor.builder().explain(explain).maxBytes(MAX_BYTES).build();
    this.deadline = deadline;
  }

  /** Extracts; bad input is an outcome, never an exception. */
  public Extraction extract(Document document) {
    return extract(document, LearnedBoilerplate.none());
  }

  /** The same where a page's host is known; of plain text nothing is learned. */
  Extraction extract(Document document, LearnedBoilerplate learned) {
    boolean text =
        document.kind() == InputKind.TEXT && BinaryCheck.find(document.bytes()).isEmpty();
    if (text && document.bytes().length <= MAX_BYTES) {
      return extractor.extractText(
          TextInput.decode(document.bytes(), document.contentType()).withUrl(document.url()));
    }
    return extractor.extract(
        new PageInput(
            document.bytes(),
            document.url(),
            document.contentType(),
            document.fetchedAt(),
            Deadline.after(deadline)),
        learned);
  }

  /**
   * What was read.
   *
   * @param url where it was found, if that is known
   * @param contentType as the server said it
   */
  @SuppressWarnings("ArrayRecordComponent") // Big, and never compared.
  public record Document(
      byte[] bytes, @Nullable URI url, @Nullable String contentType, @Nullable Instant fetchedAt) {

    /** A file's bytes. */
    public static Document of(byte[] bytes, @Nullable URI url) {
      return new Document(bytes, url, null, null);
    }

    InputKind kind() {
      return InputKind.of(bytes, contentType);
    }
  }
}
