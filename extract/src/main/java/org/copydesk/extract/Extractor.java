package org.copydesk.extract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.copydesk.extract.body.Body;
import org.copydesk.extract.body.BodyExtractor;
import org.copydesk.extract.body.BodyHints;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.extract.metadata.Metadata;
import org.copydesk.extract.metadata.MetadataExtractor;
import org.copydesk.extract.page.BinaryCheck;
import org.copydesk.extract.page.DeadlinePassedException;
import org.copydesk.extract.page.PageParser;
import org.copydesk.extract.page.PageParser.ParsedPage;
import org.copydesk.extract.page.UnparsablePageException;
import org.copydesk.extract.phrase.PhraseRules;
import org.copydesk.extract.phrase.PlainTextCleaner;
import org.copydesk.extract.verdict.ArticleJudge;
import org.copydesk.extract.verdict.Verdict;
import org.jsoup.nodes.Document;

/**
 * HTML or plain text in, an article or a named reason out. No I/O and no global state; immutable,
 * to be shared between threads.
 *
 * <p>Bad input never throws: it ends as {@link Extraction.NotArticle} or {@link Extraction.Failed}.
 */
public final class Extractor {
  private final PageParser parser = new PageParser();
  private final BodyExtractor bodyExtractor;
  private final PlainTextCleaner plainText;
  private final MetadataExtractor metadataExtractor = new MetadataExtractor();
  private final ArticleJudge judge = new ArticleJudge();
  private final ArticleAssembler assembler = new ArticleAssembler();
  private final int maxBytes;

  private Extractor(Builder builder) {
    this.bodyExtractor = new BodyExtractor(builder.phrases, builder.explain);
    this.plainText = new PlainTextCleaner(builder.phrases);
    this.maxBytes = builder.maxBytes;
  }

  public static Extractor create() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Extracts the article of an HTML page. */
  public Extraction extract(PageInput page) {
    return extract(page, LearnedBoilerplate.none());
  }

  /**
   * Extracts the article of an HTML page of which the host's furniture is known.
   *
   * @param learned from the {@link org.copydesk.extract.learned.HostSketch} of the page's host
   */
  public Extraction extract(PageInput page, LearnedBoilerplate learned) {
    if (page.bytes().length > maxBytes) {
      String detail = page.bytes().length + " bytes, at most " + maxBytes + " are read";
      return new Extraction.Failed(Extraction.Failure.TOO_LARGE, detail, Trace.empty("unread"));
    }
    Optional<String> binary = BinaryCheck.find(page.bytes());
    if (binary.isPresent()) {
      return new Extraction.Failed(
          Extraction.Failure.NOT_TEXT, binary.get(), Trace.empty("unread"));
    }
    try {
      return extract(page, parser.parse(page), learned);
    } catch (UnparsablePageException e) {
      return new Extraction.Failed(
          Extraction.Failure.UNPARSABLE, String.valueOf(e.getMessage()), Trace.empty("unread"));
    } catch (DeadlinePassedException e) {
      return new Extraction.Failed(
          Extraction.Failure.DEADLINE, "The page took too long", Trace.empty("unread"));
    }
  }

  /**
   * Cleans text that was extracted before, by the same phrase rules, in linear time. Text of more
   * characters than a page may have bytes is refused.
   */
  public Extraction extractText(TextInput text) {
    if (text.text().length() > maxBytes) {
      String detail = text.text().length() + " characters, at most " + maxBytes + " are read";
      return new Extraction.Failed(Extraction.Failure.TOO_LARGE, detail, Trace.empty("unread"));
    }
    PlainTextCleaner.Cleaned cleaned = plainText.clean(text.text());
    Trace trace = new Trace("text", List.of(), cleaned.decisions(), List.of());
    if (cleaned.blocks().isEmpty()) {
      return new Extraction.NotArticle(
          Extraction.Reason.EMPTY, "No line is left after cleaning", trace);
    }
    return new Extraction.Found(assembler.assemble(text.url(), cleaned.blocks()), trace);
  }

  private Extraction extract(PageInput page, ParsedPage parsed, LearnedBoilerplate learned) {
    Document document = parsed.document();
    Metadata metadata = metadataExtractor.extract(document, page.url(), page.fetchedAt());
    PageParser.check(page.deadline());
    String headline = Objects.requireNonNullElse(metadata.headline(), "");
    List<String> authors = metadata.authors().stream().map(Author::name).toList();
    BodyHints hints = new BodyHints(headline, authors, metadata.articleBody());
    Body body = bodyExtractor.extract(document, hints, learned, page.deadline());
    PageParser.check(page.deadline());
    Trace trace =
        new Trace(parsed.charset(), body.candidates(), body.decisions(), metadata.provenance());
    Optional<Verdict> verdict = judge.judge(document, page.url(), metadata, body);
    if (verdict.isPresent()) {
      return new Extraction.NotArticle(verdict.get().reason(), verdict.get().detail(), trace);
    }
    return new Extraction.Found(
        assembler.assemble(
            page.url(),
            metadata,
            body,
            judge.isTruncated(document, metadata, body),
            parsed.isGuessed()),
        trace);
  }

  /** Options; not thread-safe. */
  public static final class Builder {
    private static final int DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

    private PhraseRules phrases = PhraseRules.bundled();
    private boolean explain;
    private int maxBytes = DEFAULT_MAX_BYTES;

    private Builder() {}

    /** Furniture lines to cut, instead of the bundled ones. */
    public Builder phrases(PhraseRules newPhrases) {
      this.phrases = newPhrases;
      return this;
    }

    /** Whether the trace names every block's place on the page; off by default, it costs time. */
    public Builder explain(boolean newExplain) {
      this.explain = newExplain;
      return this;
    }

    /** Larger pages, and texts of more characters, are refused as too large; by default 5 MiB. */
    public Builder maxBytes(int newMaxBytes) {
      if (newMaxBytes <= 0) {
        throw new IllegalArgumentException("maxBytes must be positive, not " + newMaxBytes);
      }
      this.maxBytes = newMaxBytes;
      return this;
    }

    public Extractor build() {
      return new Extractor(this);
    }
  }
}
