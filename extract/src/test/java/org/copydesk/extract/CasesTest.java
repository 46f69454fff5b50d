package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder a case under {@code cases}: {@code page.html} and the text it must give. */
class CasesTest {
  private final Extractor extractor = Extractor.create();

  static List<Path> cases() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(CasesTest.class.getResource("/cases"));
    try (Stream<Path> folders = Files.list(Path.of(folder.toURI()))) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void pageGivesTheExpectedText(Path folder) throws IOException {
    byte[] page = Files.readAllBytes(folder.resolve("page.html"));

    Extraction extraction = extractor.extract(PageInput.of(page));

    String expected = Files.readString(folder.resolve("expected.txt"));
    assertThat(extraction)
        .isInstanceOfSatisfying(
            Extraction.Found.class,
            found ->
                assertThat(ArticleText.write(found.article()))
                    .as(TraceTable.write(found.trace()))
                    .isEqualTo(expected));
  }
}
