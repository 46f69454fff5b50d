package org.copydesk.ingest.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageTypeTest {

  @ParameterizedTest
  @CsvSource({
    "text/html; charset=utf-8, hello, true",
    "application/xhtml+xml, <?xml version='1.0'?><html>, true",
    ", '  <!DOCTYPE html><html>', true",
    "text/plain, <html><body>, true",
    "application/octet-stream, <head>, true",
    "text/html, %PDF-1.7, false",
    "text/html, '\u001f\u008b\b<html>', false",
    "application/pdf, %PDF-1.7, false",
    "application/pdf, <html>, false",
    "text/plain, just a note, false",
    ", just a note, false",
    "application/rss+xml, <rss>, false",
    "image/png, x, false",
    "image/webp, RIFF, false",
    "text/html, ' <rss version=2.0>', false",
    "text/html; charset=utf-8, '<?xml version=1.0?> <!-- made by --> <feed xmlns=x>', false",
    "text/html, <rdf:RDF>, false",
    "text/xml, '<?xml version=1.0?><!-- made by --><rss>', false",
    "text/xml, '<?xml version=1.0?><!-- made by --><html>', true",
    "text/html, '<?xml version=1.0', true",
  })
  void typeIsJudgedByHeaderAndBytes(@Nullable String type, String body, boolean isHtml) {
    assertThat(PageType.isHtml(type, body.getBytes(ISO_8859_1))).isEqualTo(isHtml);
  }
}
