package org.copydesk.app.probe;

import java.net.URI;
import org.copydesk.ingest.probe.SiteFacts;
import org.jspecify.annotations.Nullable;

/**
 * What was found, and what it means.
 *
 * @param facts what the site says
 * @param sample one of its pages, extracted; null when none was found
 * @param ownNetwork whether the site is on a network that only this configuration allows
 */
public record ProbeReport(SiteFacts facts, @Nullable Extracted sample, boolean ownNetwork) {

  /**
   * A page as the extraction sees it.
   *
   * @param result {@code article}, or why it is none
   * @param confidence how sure the body is, from 0 to 1
   */
  public record Extracted(
      URI url,
      String result,
      @Nullable String headline,
      @Nullable String datePublished,
      @Nullable String language,
      int words,
      double confidence) {

    static Extracted none(URI url, String result) {
      return new Extracted(url, result, null, null, null, 0, 0);
    }
  }
}
