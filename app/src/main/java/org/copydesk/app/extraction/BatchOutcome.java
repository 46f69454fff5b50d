package org.copydesk.app.extraction;

import java.util.LinkedHashMap;
import java.util.Map;
import org.copydesk.extract.Article;
import org.copydesk.extract.Extraction;
import org.jspecify.annotations.Nullable;

/**
 * One line of a batch's output.
 *
 * @param id as in the manifest; null when its line could not be read
 * @param reason a code, and perhaps what it is about, when there is no article
 */
record BatchOutcome(
    @Nullable String id, Status status, @Nullable String reason, @Nullable Article article) {

  /** How a line ended. */
  enum Status {
    ARTICLE("article"),
    NOT_ARTICLE("not-article"),
    ERROR("error");

    private final String code;

    Status(String code) {
      this.code = code;
    }
  }

  static BatchOutcome error(@Nullable String id, String reason) {
    return new BatchOutcome(id, Status.ERROR, reason, null);
  }

  static BatchOutcome of(String id, Extraction extraction) {
    return switch (extraction) {
      case Extraction.Found found -> new BatchOutcome(id, Status.ARTICLE, null, found.article());
      case Extraction.NotArticle not ->
          new BatchOutcome(id, Status.NOT_ARTICLE, not.reason().code(), null);
      case Extraction.Failed failed -> error(id, failed.failure().code());
    };
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("status", status.code);
    if (reason != null) {
      json.put("reason", reason);
    }
    if (article != null) {
      json.put("article", ArticleJson.of(article));
    }
    return json;
  }
}
