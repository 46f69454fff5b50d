package org.copydesk.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Markdown file of the project, taken apart as far as its claims are tested. */
final class Markdown {
  static final Path ROOT = Path.of(System.getProperty("copydesk.root", "..")).toAbsolutePath();

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);

  private final Path file;
  private final String text;
  private final String prose;

  private Markdown(Path file, String text) {
    this.file = file;
    this.text = text;
    this.prose = BLOCK.matcher(text).replaceAll("");
  }

  /** Reads a file named from the project's root. */
  static Markdown read(String name) {
    try {
      Path file = ROOT.resolve(name).normalize();
      return new Markdown(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Markdown files that a reader is meant for: those at the root, in docs and in modules. */
  static Stream<String> all() throws IOException {
    List<String> names = new ArrayList<>(List.of("README.md", "extract/README.md"));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files
          .filter(path -> path.toString().endsWith(".md"))
          .forEach(path -> names.add(ROOT.relativize(path).toString()));
    }
    return names.stream();
  }

  String text() {
    return text;
  }

  /** The fenced blocks of a language. */
  List<String> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** What stands between backquotes outside of blocks. */
  List<String> code() {
    return code(prose);
  }

  /** What stands between backquotes in the first cell of each row of its tables. */
  List<List<String>> codeOfFirstCells() {
    return prose
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> code(line.split("(?<!\\\\)\\|", -1)[1]))
        .toList();
  }

  /** The links that lead nowhere: to files or headings that are not there. */
  List<String> brokenLinks() {
    return LINK.matcher(prose)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://") && !leadsSomewhere(link))
        .toList();
  }

  private boolean leadsSomewhere(String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    return Files.exists(target)
        && target.startsWith(ROOT.normalize())
        && (parts.length == 1
            || read(ROOT.normalize().relativize(target).toString()).anchors().contains(parts[1]));
  }

  private List<String> anchors() {
    return HEADING
        .matcher(prose)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\d -]", "").replace(' ', '-'))
        .toList();
  }

  private static List<String> code(String part) {
    return CODE.matcher(part)
        .results()
        .map((MatchResult code) -> code.group(1).replace("\\|", "|"))
        .toList();
  }
}
