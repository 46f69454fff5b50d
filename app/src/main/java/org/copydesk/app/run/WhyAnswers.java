package org.copydesk.app.run;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.copydesk.app.why.WhyReader;
import org.copydesk.app.why.WhyReport;
import org.copydesk.ingest.IngestService;
import org.copydesk.ingest.why.OwnersAnswer;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.jspecify.annotations.Nullable;

/**
 * Answers over HTTP what the command {@code why} answers, with what this instance itself knows. One
 * question at a time: each looks through topics, and nobody needs to log in to ask.
 */
final class WhyAnswers {
  private final CopydeskConfig config;
  private final IngestService ingest;
  private final Clock clock;
  private final Semaphore turn = new Semaphore(1);

  WhyAnswers(CopydeskConfig config, IngestService ingest, Clock clock) {
    this.config = config;
    this.ingest = ingest;
    this.clock = clock;
  }

  /**
   * The answer; null when nothing is known.
   *
   * @throws IllegalArgumentException when the text is neither URL nor host nor source, or another
   *     question is being answered
   */
  @Nullable WhyReport answer(String about) {
    if (!turn.tryAcquire()) {
      throw new IllegalArgumentException("busy with another question; ask again");
    }
    try {
      WhyReport report =
          reader()
              .read(about)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("not an http(s) URL, a host or a source's id"));
      return report.isKnown() ? report : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("the service stops", e);
    } finally {
      turn.release();
    }
  }

  private WhyReader reader() {
    DatabaseConfig database = config.database().url() == null ? null : config.database();
    return new WhyReader(Stages.kafka(config, "copydesk-why"), database, this::ownAnswer, clock);
  }

  private Optional<OwnersAnswer> ownAnswer(String subject) {
    return Optional.of(ingest.why(subject)).filter(OwnersAnswer::owned);
  }
}
