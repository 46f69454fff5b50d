package org.copydesk.extract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing found once, each made as small as it goes, stays mended. */
final class FoundPagesTest {
  static List<Path> pages() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(FoundPagesTest.class.getResource("/fuzz")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pageEndsWell(Path page) throws IOException {
    assertThat(new Check().fault(Files.readString(page))).isEmpty();
  }
}
