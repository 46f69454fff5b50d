package org.copydesk.extract.learned;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.copydesk.extract.Article;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;

/** Invented pages of one host, each with another text. */
final class HostPages {
  static final Instant BEGINNING = Instant.parse("2026-03-01T08:00:00Z");

  private static final String[] WHO = {
    "The harbour master", "A teacher", "The council", "Her neighbour", "The ferry's captain",
    "The choir", "A baker from the old town", "The museum", "The district court", "Their coach"
  };
  private static final String[] DID = {
    "opened the new bridge",
    "asked for a second look at the plan",
    "turned down the offer",
    "found a chest of letters",
    "spoke about the flood",
    "counted the boats once more",
    "wants to keep the school",
    "sold the last loaf",
    "sang until midnight",
    "won in the end"
  };
  private static final String[] WHEN = {
    "on Monday before anybody was awake", "while the rain went on falling over the valley",
    "after three years of waiting and much talk", "although the money is still missing",
    "to the surprise of all who had come", "as her grandfather had done before her",
    "in front of a hall that was full to the doors", "with the help of forty volunteers"
  };

  private final Extractor extractor = Extractor.create();
  private HostSketch sketch = HostSketch.empty();
  private int count;

  /** Reads one more page of the host, with what is known so far, and learns from it. */
  Extraction read(String html) {
    count++;
    return read("https://host.example/" + count, html);
  }

  Extraction read(String address, String html) {
    Extraction extraction = extractor.extract(PageInput.of(html), sketch.boilerplate());
    Instant at = BEGINNING.plusSeconds(3600L * count);
    sketch = sketch.observe(address, at, extraction.trace());
    return extraction;
  }

  HostSketch sketch() {
    return sketch;
  }

  static String body(Extraction extraction) {
    return extraction instanceof Extraction.Found(Article article, var trace)
        ? article.articleBody()
        : extraction.toString();
  }

  /** A page of some paragraphs and then these lines. */
  static String page(int number, int paragraphs, String... lines) {
    StringBuilder html = new StringBuilder("<html lang=en><title>Story ");
    html.append(number).append("</title><body><h1>Story ").append(number).append("</h1><article>");
    story(number, paragraphs).forEach(text -> html.append("<p>").append(text).append("</p>\n"));
    for (String line : lines) {
      html.append("<p>").append(line).append("</p>\n");
    }
    return html.append("</article></body></html>").toString();
  }

  static List<String> story(int number, int paragraphs) {
    Random random = new Random(number);
    List<String> story = new ArrayList<>();
    for (int index = 0; index < paragraphs; index++) {
      StringBuilder text = new StringBuilder();
      IntStream.range(0, 3).forEach(sentence -> text.append(sentence(random)).append(' '));
      story.add(text.toString().strip());
    }
    return story;
  }

  private static String sentence(Random random) {
    return WHO[random.nextInt(WHO.length)]
        + " "
        + DID[random.nextInt(DID.length)]
        + " "
        + WHEN[random.nextInt(WHEN.length)]
        + ".";
  }
}
