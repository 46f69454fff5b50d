package org.copydesk.benchmark;

import de.l3s.boilerpipe.BoilerpipeProcessingException;
import de.l3s.boilerpipe.extractors.ArticleExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import net.dankito.readability4j.Readability4J;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What is measured: each turns the bytes of a page into the text of its article. */
enum Peer {
  COPYDESK {
    private final Extractor extractor = Extractor.create();

    @Override
    String text(byte[] page) {
      return extractor.extract(PageInput.of(page)) instanceof Extraction.Found found
          ? found.article().articleBody()
          : "";
    }
  },

  READABILITY4J {
    @Override
    String text(byte[] page) {
      Document document = parse(page);
      String text = new Readability4J("http://peer.example/", document).parse().getTextContent();
      return Objects.requireNonNullElse(text, "");
    }
  },

  /** Gets the page as text in the charset that jsoup finds, because it finds none itself. */
  BOILERPIPE {
    @Override
    String text(byte[] page) {
      String html = new String(page, charset(page));
      try {
        return Objects.requireNonNullElse(ArticleExtractor.INSTANCE.getText(html), "");
      } catch (BoilerpipeProcessingException e) {
        return "";
      }
    }
  };

  private static final int HEAD = 4096;

  abstract String text(byte[] page);

  static Document parse(byte[] page) {
    try {
      return Jsoup.parse(new ByteArrayInputStream(page), null, "http://peer.example/");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory are always there
    }
  }

  /** What the head declares; UTF-8 when it is silent. */
  private static Charset charset(byte[] page) {
    String head = new String(page, 0, Math.min(HEAD, page.length), StandardCharsets.ISO_8859_1);
    if (!head.toLowerCase(Locale.ROOT).contains("charset")) {
      return StandardCharsets.UTF_8;
    }
    return parse(head.getBytes(StandardCharsets.ISO_8859_1)).charset();
  }
}
