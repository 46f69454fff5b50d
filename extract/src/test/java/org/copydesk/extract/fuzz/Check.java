package org.copydesk.extract.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.copydesk.extract.Article;
import org.copydesk.extract.ArticleHtml;
import org.copydesk.extract.ArticleMarkdown;
import org.copydesk.extract.Author;
import org.copydesk.extract.Block;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.Image;
import org.copydesk.extract.PageInput;
import org.copydesk.extract.TracePainting;
import org.copydesk.extract.text.TextCleaner;
import org.copydesk.extract.tree.FastParser;
import org.copydesk.extract.tree.TreeDifference;
import org.jsoup.Jsoup;

/** What must hold for whatever page. */
final class Check {
  /** On the wall, where other work may go on; what is too slow is told by processor time. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** Processor time: more than any page of this size took, by far less than a hang. */
  private static final Duration FIXED = Duration.ofMillis(300);

  private static final long NANOS_A_CHARACTER = 8_000;

  private final Extractor extractor = Extractor.create();
  private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

  /** What is wrong with the outcome for this page; empty when all is well. */
  Optional<String> fault(String page) {
    try {
      long begun = clock.getCurrentThreadCpuTime();
      Extraction extraction = extract(page);
      long nanos = clock.getCurrentThreadCpuTime() - begun;
      if (nanos > FIXED.toNanos() + NANOS_A_CHARACTER * page.length()) {
        return Optional.of(nanos / 1_000_000 + " ms for " + page.length() + " characters");
      }
      return treeFault(page).or(() -> fault(extraction));
    } catch (RuntimeException | StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return Optional.of(e + " at " + (trace.length == 0 ? "?" : trace[0]));
    }
  }

  /** Whatever the fast parser does not refuse is the tree that jsoup builds. */
  private static Optional<String> treeFault(String page) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return FastParser.parse(bytes, "", () -> {})
        .flatMap(tree -> TreeDifference.find(text, Jsoup.parse(text), tree))
        .map(difference -> "not jsoup's tree: " + difference.lines().findFirst().orElse(""));
  }

  /** Processor time of one extraction. */
  long nanos(String page) {
    long begun = clock.getCurrentThreadCpuTime();
    var unused = extract(page);
    return clock.getCurrentThreadCpuTime() - begun;
  }

  private Extraction extract(String page) {
    return extractor.extract(
        PageInput.of(page.getBytes(StandardCharsets.UTF_8))
            .withFetchedAt(Instant.parse("2026-11-23T08:00:00Z"))
            .withDeadline(Deadline.after(DEADLINE)));
  }

  private static Optional<String> fault(Extraction extraction) {
    if (!TracePainting.write(extraction).endsWith("</html>\n")) {
      return Optional.of("painting without an end");
    }
    return switch (extraction) {
      case Extraction.Found found -> fault(found.article());
      case Extraction.NotArticle not -> Optional.empty();
      case Extraction.Failed failed ->
          failed.failure() == Extraction.Failure.DEADLINE
              ? Optional.of("past its deadline")
              : Optional.empty();
    };
  }

  private static Optional<String> fault(Article article) {
    if (article.blocks().isEmpty()) {
      return Optional.of("an article without blocks");
    }
    for (Block block : article.blocks()) {
      Optional<String> fault =
          block.kind() == Block.Kind.PREFORMATTED
              ? layoutFault(block.text())
              : textFault(block.text());
      if (fault.isPresent()) {
        return fault.map(what -> what + " in a " + block.kind().code());
      }
    }
    for (String field : fields(article)) {
      Optional<String> fault = textFault(field);
      if (fault.isPresent()) {
        return fault.map(what -> what + " in metadata");
      }
    }
    boolean script = ArticleHtml.write(article).toLowerCase(Locale.ROOT).contains("<script");
    return script || ArticleMarkdown.write(article).isEmpty()
        ? Optional.of("written wrongly")
        : Optional.empty();
  }

  private static List<String> fields(Article article) {
    return Stream.of(
            Stream.of(article.headline(), article.description(), article.alternativeHeadline()),
            article.authors().stream().map(Author::name),
            article.keywords().stream(),
            article.images().stream().map(Image::caption))
        .flatMap(values -> values)
        .filter(value -> value != null && !value.isEmpty())
        .toList();
  }

  /** Preformatted text without its layout is text like any other; its lines end in no space. */
  private static Optional<String> layoutFault(String text) {
    boolean blankEnds = text.lines().anyMatch(line -> !line.equals(line.stripTrailing()));
    return blankEnds ? Optional.of("blank ends of lines") : textFault(TextCleaner.clean(text));
  }

  private static Optional<String> textFault(String text) {
    if (text.isBlank() || !text.equals(text.strip())) {
      return Optional.of("blank text or blank ends");
    }
    if (text.contains("  ") || text.contains("\u00AD") || text.contains("\u200B")) {
      return Optional.of("doubled spaces or invisible characters");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return Optional.of("half of a pair");
    }
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? Optional.empty()
        : Optional.of("text that is not composed");
  }
}
