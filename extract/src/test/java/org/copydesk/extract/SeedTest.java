package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SeedTest {
  private final Extractor extractor = Extractor.create();

  @Test
  void pageComesOutAsExpected() throws IOException {
    byte[] page = Files.readAllBytes(Shared.path("seed/page.html"));

    Extraction extraction = extractor.extract(PageInput.of(page));

    assertThat(extraction)
        .isInstanceOfSatisfying(
            Extraction.Found.class,
            found -> {
              assertThat(ArticleText.write(found.article())).isEqualTo(expected());
              assertThat(found.article().inLanguage()).startsWith("fr");
              assertThat(found.article().sourceOrganization()).isEqualTo("TASS");
            });
  }

  @Test
  void plainTextComesOutAsThePage() throws IOException {
    String text = Files.readString(Shared.path("seed/000_3e21a4e99de0c32b.txt"));

    Extraction extraction = extractor.extractText(TextInput.of(text));

    assertThat(extraction)
        .isInstanceOfSatisfying(
            Extraction.Found.class,
            found -> {
              assertThat(ArticleText.write(found.article())).isEqualTo(expected());
              assertThat(found.article().inLanguage()).startsWith("fr");
              assertThat(found.article().sourceOrganization()).isEqualTo("TASS");
            });
  }

  private static String expected() {
    try {
      return Files.readString(Shared.path("seed/expected.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
