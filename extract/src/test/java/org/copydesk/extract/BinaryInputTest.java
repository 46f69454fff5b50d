package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no text are refused by that name; text in any charset is not. */
class BinaryInputTest {
  private final Extractor extractor = Extractor.create();

  @ParameterizedTest
  @ValueSource(
      strings = {"%PDF-1.7\n1 0 obj", "\u0089PNG\r\n\u001A\n", "GIF89a..", "PK\u0003\u0004.."})
  void documentsAndPicturesAreNamed(String beginning) {
    assertNotText(beginning.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void compressedPageIsNotText() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("<html><p>text</p></html>".getBytes(StandardCharsets.UTF_8));
    }

    assertNotText(bytes.toByteArray());
  }

  @Test
  void noiseIsNotText() {
    byte[] noise = new byte[5_000];
    new Random(5).nextBytes(noise);

    assertNotText(noise);
    assertNotText(new byte[1_000_000]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTF-8", "UTF-16", "ISO-2022-JP", "Shift_JIS", "EUC-JP", "GB18030", "Big5"})
  void textInAnyCharsetIsText(String charset) {
    String page = "<p>朝市が再開した。港の市場は三年ぶりに開き、多くの人が集まった。</p>\t\r\n";

    assertThat(extractor.extract(PageInput.of(page.getBytes(Charset.forName(charset)))))
        .isNotInstanceOf(Extraction.Failed.class);
  }

  @Test
  void aFewStrayControlCharactersDoNotMakeAPageBinary() {
    String page = "<p>" + "The bridge over the river is open again. ".repeat(5) + "\0\u0001</p>";

    assertThat(extractor.extract(PageInput.of(page))).isInstanceOf(Extraction.Found.class);
  }

  private void assertNotText(byte[] bytes) {
    assertThat(extractor.extract(PageInput.of(bytes)))
        .asInstanceOf(type(Extraction.Failed.class))
        .extracting(Extraction.Failed::failure)
        .isEqualTo(Extraction.Failure.NOT_TEXT);
  }
}
