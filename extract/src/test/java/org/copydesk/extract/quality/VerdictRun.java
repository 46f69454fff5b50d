package org.copydesk.extract.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;

/**
 * Measures how well pages that are no article are told from articles, and by which reason.
 *
 * <p>Usage: {@code VerdictRun LABELLED_FOLDER [SET_FOLDER...]}. The first has a folder for each
 * reason, named as it, and one for articles; the pages of the others are all articles.
 */
public final class VerdictRun {
  static final String ARTICLE = "article";

  private static final String URL = "<!-- url: ";

  private final Extractor extractor = Extractor.create();
  private final List<Judged> judged = new ArrayList<>();

  /** What a page is, and what it was taken for. */
  record Judged(Path page, String truth, String verdict) {}

  public static void main(String[] arguments) throws IOException {
    VerdictRun run = new VerdictRun();
    run.addLabelled(Path.of(arguments[0]));
    for (String set : List.of(arguments).subList(1, arguments.length)) {
      run.addArticles(Path.of(set));
    }
    System.out.print(run.table());
  }

  List<Judged> addLabelled(Path folder) throws IOException {
    for (Path kind : list(folder)) {
      for (Path page : list(kind)) {
        judged.add(new Judged(page, kind.getFileName().toString(), verdict(page)));
      }
    }
    return judged;
  }

  private void addArticles(Path set) throws IOException {
    for (Path page : list(set)) {
      if (page.toString().endsWith(".html")) {
        judged.add(new Judged(page, ARTICLE, verdict(page)));
      }
    }
  }

  private String table() {
    StringBuilder table = new StringBuilder("| page is | pages | told so | precision | recall |\n");
    table.append("|---|---|---|---|---|\n");
    TreeSet<String> names = new TreeSet<>();
    judged.forEach(one -> names.add(one.truth()));
    judged.forEach(one -> names.add(one.verdict()));
    names.forEach(name -> table.append(row(name)));
    judged.stream()
        .filter(one -> !one.truth().equals(one.verdict()))
        .forEach(
            one ->
                table.append(
                    "%n%s is %s, told %s"
                        .formatted(one.page().getFileName(), one.truth(), one.verdict())));
    return table.append('\n').toString();
  }

  private String row(String name) {
    long pages = judged.stream().filter(one -> one.truth().equals(name)).count();
    long told = judged.stream().filter(one -> one.verdict().equals(name)).count();
    long right =
        judged.stream()
            .filter(one -> one.truth().equals(name) && one.verdict().equals(name))
            .count();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %s | %s |%n",
        name,
        pages,
        told,
        share(right, told),
        share(right, pages));
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
  }

  private String verdict(Path page) throws IOException {
    byte[] bytes = Files.readAllBytes(page);
    return switch (extractor.extract(PageInput.of(bytes).withUrl(url(bytes)))) {
      case Extraction.Found found -> ARTICLE;
      case Extraction.NotArticle not -> not.reason().code();
      case Extraction.Failed failed -> failed.failure().code();
    };
  }

  /** The address in the first line of an own fixture. */
  private static URI url(byte[] bytes) {
    String beginning = new String(bytes, 0, Math.min(300, bytes.length), UTF_8);
    if (!beginning.startsWith(URL)) {
      return URI.create("https://news.example/2026/a");
    }
    return URI.create(beginning.substring(URL.length(), beginning.indexOf(" -->")));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(Objects::requireNonNull).toList();
    }
  }
}
