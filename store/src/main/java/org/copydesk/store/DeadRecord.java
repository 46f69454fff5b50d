package org.copydesk.store;

import java.sql.SQLException;
import java.util.Optional;
import org.copydesk.pipeline.kafka.DeadLetterReason;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.copydesk.store.database.SqlFailure;
import org.copydesk.store.table.OutcomeRow;

/**
 * A record that can never be stored, and why.
 *
 * @param message one line for the operator
 */
record DeadRecord(StoreRecord record, DeadLetterReason reason, String message, Throwable fault) {

  static DeadRecord unreadable(StoreRecord.Unreadable record) {
    UnreadableMessageException fault = record.fault();
    DeadLetterReason reason =
        switch (fault.kind()) {
          case MALFORMED -> DeadLetterReason.MALFORMED;
          case UNSUPPORTED_VERSION -> DeadLetterReason.UNSUPPORTED_VERSION;
        };
    return new DeadRecord(record, reason, String.valueOf(fault.getMessage()), fault);
  }

  static DeadRecord refused(StoreRecord record, SQLException fault) {
    return new DeadRecord(
        record, DeadLetterReason.REFUSED_BY_DATABASE, SqlFailure.firstLine(fault), fault);
  }

  Outgoing letter(DeadLetters letters) {
    return letters.of(record.original(), reason, message, fault, 1);
  }

  /** How its URL ended; empty when the record does not say which URL that is. */
  Optional<OutcomeRow> outcome() {
    return switch (record) {
      case StoreRecord.Article article ->
          Optional.of(Outcomes.dead(article, reason.code(), message));
      case StoreRecord.Outcome outcome ->
          Optional.of(Outcomes.dead(outcome, reason.code(), message));
      case StoreRecord.Removal removal -> Optional.empty();
      case StoreRecord.Unreadable unreadable -> Optional.empty();
    };
  }
}
