package org.copydesk.store.table;

import java.util.Objects;
import org.copydesk.pipeline.message.Disposition;

/**
 * What storing an article did, and what stood there before.
 *
 * @param takenDown whether it was taken down before, and stays so
 * @param sameUrl whether it was stored from the same URL before
 * @param sameContent whether it was stored with the same content before
 */
public record ArticleChange(
    ArticleRow row, Operation operation, boolean takenDown, boolean sameUrl, boolean sameContent) {

  /** What happened to the article's row. */
  public enum Operation {
    INSERT,
    UPDATE,
    NOOP
  }

  public ArticleChange {
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(operation, "operation");
  }

  /** How the URL that the article came from ended. */
  public Disposition disposition() {
    if (operation == Operation.INSERT) {
      return Disposition.STORED;
    }
    if (takenDown) {
      return Disposition.REFUSED;
    }
    boolean addsNothing = sameContent && !row.isAtItsCanonicalUrl();
    if (!sameUrl && (operation == Operation.NOOP || addsNothing)) {
      return Disposition.DUPLICATE;
    }
    return operation == Operation.UPDATE ? Disposition.UPDATED : Disposition.UNCHANGED;
  }
}
