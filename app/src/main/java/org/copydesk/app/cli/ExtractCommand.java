package org.copydesk.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.copydesk.app.extraction.ArticleJson;
import org.copydesk.app.extraction.DocumentExtractor;
import org.copydesk.app.extraction.DocumentExtractor.Document;
import org.copydesk.app.extraction.PageFetch;
import org.copydesk.extract.Article;
import org.copydesk.extract.ArticleHtml;
import org.copydesk.extract.ArticleMarkdown;
import org.copydesk.extract.ArticleText;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.TracePainting;
import org.copydesk.extract.TraceTable;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Extracts articles without any service. */
@Command(
    name = "extract",
    header = "Cuts the article out of one page, or of many, without any service.",
    description = {
      "Reads a file, a URL or standard input (-): HTML, or plain text that somebody extracted"
          + " before. Ends with 65 when there is no article in it, and says why.",
      "",
      "With --batch it reads a manifest of JSON lines {\"id\", \"file\", \"url\"?}, files relative"
          + " to the manifest, and writes for each, in the same order, {\"id\", \"status\":"
          + " \"article\"|\"not-article\"|\"error\", \"reason\"?, \"article\"?}. It uses all cores"
          + " and ends with 0 when every line has its outcome.",
      "",
      "With --learn a batch is read twice: first to learn which lines repeat across the pages of a"
          + " host (at least 6 pages, told by the lines' urls), then to extract all pages without"
          + " them. It takes twice as long; the order of the lines does not matter.",
      "",
      "--explain with --format html writes, instead of the article, the page's blocks painted by"
          + " what became of them, to be opened in a browser."
    },
    footer = {
      "  copydesk extract page.html",
      "  copydesk extract https://news.example/a.html",
      "  copydesk extract --format json --url https://news.example/a.html page.html",
      "  curl -s https://news.example/a.html | copydesk extract --format markdown -",
      "  copydesk extract --explain page.html >/dev/null",
      "  copydesk extract --explain --format html page.html >painted.html",
      "  copydesk extract --batch pages.jsonl --learn --output articles.jsonl"
    })
final class ExtractCommand extends HelpfulCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|URL|-",
      description = "What to read; - is standard input.")
  private @Nullable String input;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (the default), json, markdown or html.")
  private Format format = Format.TEXT;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the page was found: resolves links and gives evidence for dates.")
  private @Nullable URI url;

  @Option(
      names = "--explain",
      description =
          "Say on standard error where each field came from, and for each block whether it was kept,"
              + " by which rule, and which features decided. With --format html: painted, on"
              + " standard output.")
  private boolean explain;

  @Option(
      names = "--batch",
      paramLabel = "MANIFEST",
      description = "Extract all files of a manifest of JSON lines.")
  private @Nullable Path manifest;

  @Option(
      names = "--learn",
      description = "In a batch, learn from the pages of each host which lines are furniture.")
  private boolean learn;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where a batch's JSON lines go; standard output by default.")
  private @Nullable Path batchOutput;

  enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    HTML
  }

  ExtractCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if ((input == null) == (manifest == null)) {
      throw new ServiceFailure(
          ExitCode.USAGE, "Give either one FILE, URL or -, or a manifest with --batch.");
    }
    if (learn && manifest == null) {
      throw new ServiceFailure(
          ExitCode.USAGE, "One page teaches nothing: --learn goes with --batch.");
    }
    if (manifest != null) {
      return new BatchRun(surroundings.output(), manifest, batchOutput, learn).run().status();
    }
    return one(document(Objects.requireNonNull(input))).status();
  }

  private ExitCode one(Document document) {
    Extraction extraction = new DocumentExtractor(explain, DEADLINE).extract(document);
    boolean painted = explain && format == Format.HTML;
    if (painted) {
      surroundings.output().print(TracePainting.write(extraction));
    } else if (explain) {
      String trace = TraceTable.write(extraction.trace()).stripTrailing();
      surroundings.output().say(OutsideText.escaped(trace));
    }
    return switch (extraction) {
      case Extraction.Found found -> {
        if (!painted) {
          surroundings.output().print(written(found.article()));
        }
        yield ExitCode.OK;
      }
      case Extraction.NotArticle not ->
          throw new ServiceFailure(
              ExitCode.DATA,
              "Not an article: %s (%s).".formatted(not.reason().code(), not.detail()));
      case Extraction.Failed failed ->
          throw new ServiceFailure(
              ExitCode.DATA,
              "Not readable: %s (%s).".formatted(failed.failure().code(), failed.detail()));
    };
  }

  private String written(Article article) {
    return switch (format) {
      case TEXT -> ArticleText.write(article);
      case JSON -> Json.pretty(ArticleJson.of(article)) + "\n";
      case MARKDOWN -> ArticleMarkdown.write(article);
      case HTML -> ArticleHtml.write(article);
    };
  }

  private Document document(String name) throws InterruptedException {
    if (name.equals("-")) {
      return Document.of(read(surroundings.input(), "Standard input"), url);
    }
    if (name.startsWith("http://") || name.startsWith("https://")) {
      return fetched(name);
    }
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return Document.of(read(in, name), url);
    } catch (IOException | InvalidPathException e) {
      throw cannotRead(name, e);
    }
  }

  private Document fetched(String address) throws InterruptedException {
    URI page;
    try {
      page = new URI(address);
    } catch (URISyntaxException e) {
      throw new ServiceFailure(ExitCode.USAGE, "%s is not a URL.".formatted(address), e);
    }
    FetchConfig fetch = target.fetch(surroundings.environment());
    Document document = new PageFetch(fetch).fetch(page);
    return url == null
        ? document
        : new Document(document.bytes(), url, document.contentType(), document.fetchedAt());
  }

  /** One byte more than is extracted, so that the extractor sees that it is too large. */
  private static byte[] read(InputStream in, String name) {
    try {
      return in.readNBytes(DocumentExtractor.MAX_BYTES + 1);
    } catch (IOException e) {
      throw cannotRead(name, e);
    }
  }

  private static ServiceFailure cannotRead(String name, Exception cause) {
    boolean absent = cause instanceof NoSuchFileException || cause instanceof InvalidPathException;
    String why = absent ? "no such file" : "no permission, or a folder";
    return new ServiceFailure(
        ExitCode.NO_INPUT, "%s cannot be read: %s.".formatted(name, why), cause);
  }
}
