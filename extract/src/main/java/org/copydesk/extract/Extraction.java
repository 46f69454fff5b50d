package org.copydesk.extract;

import java.util.Locale;
import java.util.Objects;

/** How the extraction of one page ended; every outcome carries the trace that led to it. */
public sealed interface Extraction {

  Trace trace();

  /** The page holds an article. */
  record Found(Article article, Trace trace) implements Extraction {
    public Found {
      Objects.requireNonNull(article, "article");
      Objects.requireNonNull(trace, "trace");
    }
  }

  /** The page was read and is something else. */
  record NotArticle(Reason reason, String detail, Trace trace) implements Extraction {
    public NotArticle {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
      Objects.requireNonNull(trace, "trace");
    }
  }

  /** The page could not be read to its end. */
  record Failed(Failure failure, String detail, Trace trace) implements Extraction {
    public Failed {
      Objects.requireNonNull(failure, "failure");
      Objects.requireNonNull(detail, "detail");
      Objects.requireNonNull(trace, "trace");
    }
  }

  /** Why a page is not an article. */
  enum Reason {
    EMPTY,
    SECTION_FRONT,
    SEARCH_PAGE,
    TAG_PAGE,
    VIDEO_ONLY,
    SOFT_404,
    CONSENT_WALL,
    ENABLE_JAVASCRIPT,
    PAYWALLED,
    TOO_SHORT;

    /** The name on the wire: {@code section-front}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Why a page could not be read. */
  enum Failure {
    TOO_LARGE,
    DEADLINE,
    NOT_TEXT,
    UNPARSABLE;

    /** The name on the wire: {@code too-large}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
