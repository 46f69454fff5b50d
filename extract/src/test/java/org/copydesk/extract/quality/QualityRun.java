package org.copydesk.extract.quality;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.copydesk.extract.Article;
import org.copydesk.extract.Author;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.Trace;
import org.copydesk.extract.TraceTable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Extracts every page of the given set folders (each with {@code truth.jsonl} and {@code
 * <id>.html}) and writes {@code <set>.jsonl} with the predictions, and with {@code --blocks} also
 * every block with its features and decision.
 *
 * <p>Usage: {@code QualityRun [--blocks] [--ids FILE] OUTPUT_FOLDER SET_FOLDER...}; a file of ids
 * (one a line) leaves the other pages out.
 */
public final class QualityRun {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Duration PAGE_LIMIT = Duration.ofSeconds(30);

  private final Extractor extractor;
  private final boolean withBlocks;
  private final Optional<Set<String>> wanted;

  private QualityRun(boolean withBlocks, Optional<Set<String>> wanted) {
    this.withBlocks = withBlocks;
    this.extractor = Extractor.builder().explain(withBlocks).build();
    this.wanted = wanted;
  }

  public static void main(String[] arguments) throws IOException {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean withBlocks = rest.remove("--blocks");
    Optional<Set<String>> wanted = Optional.empty();
    if (rest.get(0).equals("--ids")) {
      wanted = Optional.of(Set.copyOf(Files.readAllLines(Path.of(rest.get(1)))));
      rest.subList(0, 2).clear();
    }
    Path output = Path.of(rest.remove(0));
    if (output.toString().equals("--explain")) {
      explain(Path.of(rest.get(0)));
      return;
    }
    Files.createDirectories(output);
    QualityRun run = new QualityRun(withBlocks, wanted);
    for (String folder : rest) {
      Path set = Path.of(folder);
      run.extractSet(set, output.resolve(set.getFileName() + ".jsonl"));
    }
  }

  private static void explain(Path page) throws IOException {
    Extractor extractor = Extractor.builder().explain(true).build();
    Extraction extraction = extractor.extract(PageInput.of(Files.readAllBytes(page)));
    System.out.println(TraceTable.write(extraction.trace()));
  }

  private void extractSet(Path set, Path output) throws IOException {
    try (Stream<String> lines = Files.lines(set.resolve("truth.jsonl"));
        BufferedWriter writer = Files.newBufferedWriter(output)) {
      for (String line : lines.filter(text -> !text.isBlank()).toList()) {
        Page page = Page.parse(line);
        if (wanted.isEmpty() || wanted.get().contains(page.id())) {
          writer.write(extractPage(set, page));
          writer.newLine();
        }
      }
    }
  }

  private String extractPage(Path set, Page page) throws IOException {
    byte[] bytes = Files.readAllBytes(set.resolve(page.id() + ".html"));
    long start = System.nanoTime();
    Extraction extraction =
        extractor.extract(
            PageInput.of(bytes)
                .withUrl(page.uri().orElse(null))
                .withDeadline(Deadline.after(PAGE_LIMIT)));
    long micros = (System.nanoTime() - start) / 1000;
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
      generator.writeStartObject();
      generator.writeStringProperty("id", page.id());
      generator.writeNumberProperty("micros", micros);
      writeOutcome(generator, extraction);
      if (withBlocks) {
        writeBlocks(generator, extraction.trace());
      }
      generator.writeEndObject();
    }
    return json.toString();
  }

  private static void writeOutcome(JsonGenerator generator, Extraction extraction) {
    switch (extraction) {
      case Extraction.Found found -> writeArticle(generator, found.article());
      case Extraction.NotArticle not ->
          generator.writeStringProperty("outcome", not.reason().code());
      case Extraction.Failed failed ->
          generator.writeStringProperty("outcome", failed.failure().code());
    }
  }

  private static void writeArticle(JsonGenerator generator, Article article) {
    generator.writeStringProperty("outcome", "article");
    generator.writeStringProperty("body", article.articleBody());
    generator.writeStringProperty("title", article.headline());
    generator.writeNumberProperty("confidence", article.confidence());
    generator.writeArrayPropertyStart("authors");
    article.authors().stream().map(Author::name).forEach(generator::writeString);
    generator.writeEndArray();
    PublishedDate date = article.datePublished();
    if (date != null) {
      generator.writeStringProperty("date", date.toIso8601());
    }
    String language = article.inLanguage();
    if (language != null) {
      generator.writeStringProperty("language", language);
    }
  }

  private static void writeBlocks(JsonGenerator generator, Trace trace) {
    generator.writeArrayPropertyStart("blocks");
    for (Trace.BlockDecision block : trace.blocks()) {
      generator.writeStartObject();
      generator.writeBooleanProperty("kept", block.kept());
      generator.writeStringProperty("rule", block.rule());
      generator.writeStringProperty("path", block.path());
      generator.writeStringProperty("kind", block.features().kind());
      generator.writeNumberProperty("chars", block.features().chars());
      generator.writeNumberProperty("links", block.features().linkDensity());
      generator.writeNumberProperty("score", block.features().score());
      generator.writeStringProperty("marks", block.features().marks());
      generator.writeStringProperty("text", block.text());
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  /** The two fields of a truth row that the extractor may see. */
  private record Page(String id, Optional<URI> uri) {
    static Page parse(String line) {
      String id = "";
      Optional<URI> uri = Optional.empty();
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (name.equals("id")) {
            id = parser.getString();
          } else if (name.equals("url")) {
            uri = uri(parser.getString());
          } else {
            parser.skipChildren();
          }
        }
      }
      return new Page(id, uri);
    }

    private static Optional<URI> uri(String text) {
      try {
        return Optional.of(URI.create(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
