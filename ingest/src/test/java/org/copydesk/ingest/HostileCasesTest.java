package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of hostile inputs in docs/ingest.md to the tests that it names. */
final class HostileCasesTest {

  private static final Path ROOT = Path.of(System.getProperty("copydesk.root", ".."));

  @Test
  void everyCaseNamesTestsThatExist() throws IOException {
    Map<String, String> tests = tests();
    List<String> missing =
        rows().values().stream()
            .flatMap(List::stream)
            .filter(
                name -> {
                  String[] parts = name.split("\\.", 2);
                  String text = tests.getOrDefault(parts[0], "");
                  return parts.length < 2 || !text.contains("  void " + parts[1] + "(");
                })
            .toList();

    assertThat(missing).isEmpty();
    assertThat(rows()).allSatisfy((name, names) -> assertThat(names).as(name).isNotEmpty());
  }

  @Test
  void noCaseIsLeftOut() throws IOException {
    List<String> cases =
        IntStream.concat(IntStream.rangeClosed(1, 36), IntStream.rangeClosed(42, 57))
            .mapToObj("B%02d"::formatted)
            .toList();

    assertThat(rows().keySet()).containsAll(cases);
  }

  /** The tests of each case. */
  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/ingest.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 4 && cells[1].strip().matches("B[0-9]{2}")) {
        rows.put(
            cells[1].strip(),
            Arrays.stream(cells[4].split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
      }
    }
    return rows;
  }

  /** The text of each test by its class. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    for (String module : List.of("ingest", "pipeline", "process")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith("Test.java"))
            .forEach(
                file -> tests.put(file.getFileName().toString().replace(".java", ""), text(file)));
      }
    }
    return tests;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
