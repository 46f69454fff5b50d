package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run. */
class ReadmeTest {
  @Test
  void exampleRuns() {
    String html =
        "<html><body><article><h1>Ferry sails again</h1><p>The ferry to the islands sails again"
            + " from Monday, the port said, after three weeks of storms that kept it at the quay."
            + "</p><p>Tickets bought for the lost days stay valid until the end of summer, and the"
            + " first boat leaves at six in the morning.</p></article></body></html>";
    URI url = URI.create("https://courier.example/ferry");

    String printed =
        switch (Extractor.create().extract(PageInput.of(html).withUrl(url))) {
          case Extraction.Found found -> found.article().articleBody();
          case Extraction.NotArticle not -> not.reason().code() + ": " + not.detail();
          case Extraction.Failed failed -> failed.failure().code();
        };

    assertThat(printed).startsWith("The ferry to the islands").endsWith("six in the morning.");
  }
}
