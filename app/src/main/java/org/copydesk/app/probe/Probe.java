package org.copydesk.app.probe;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.copydesk.app.extraction.DocumentExtractor;
import org.copydesk.app.extraction.DocumentExtractor.Document;
import org.copydesk.extract.Article;
import org.copydesk.extract.Extraction;
import org.copydesk.ingest.fetch.Fetcher;
import org.copydesk.ingest.fetch.UserAgent;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.guard.Refusal;
import org.copydesk.ingest.probe.SiteFacts;
import org.copydesk.ingest.probe.SiteProbe;
import org.copydesk.pipeline.BuildInfo;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a site through the guard and with the manners of the ingest service, and extracts one of
 * its articles.
 */
public final class Probe {
  private static final Duration EXTRACTION_LIMIT = Duration.ofSeconds(10);

  private final FetchConfig config;
  private final FetchGuard guard;

  public Probe(FetchConfig config) {
    AddressCache.requireGuard();
    List<Cidr> networks = config.allowNetworks().stream().map(Cidr::parse).toList();
    boolean hasContact = config.contact() != null && !config.contact().isBlank();
    this.config = config;
    this.guard =
        new FetchGuard(new AddressPolicy(networks, hasContact), Set.copyOf(config.allowPorts()));
  }

  /**
   * Looks.
   *
   * @param progress told of each request before it is made
   * @throws ServiceFailure when the address may not be fetched from
   */
  public ProbeReport look(URI url, Consumer<URI> progress) throws InterruptedException {
    guard.refusal(url).ifPresent(refusal -> refuse(url, refusal));
    if ((config.contact() == null || config.contact().isBlank()) && !guard.isOwnNetwork(url)) {
      throw new ServiceFailure(
          ExitCode.CONFIG,
          "fetch.contact is not set: set it to a page or an e-mail address where those who run the"
              + " site can reach you (--set fetch.contact=you@example.org).");
    }
    Fetcher fetcher =
        new Fetcher(guard, UserAgent.of(BuildInfo.version(), config.contact()), config.timeout());
    SiteFacts facts =
        new SiteProbe(fetcher, config.delay(), config.maxBodyBytes(), Clock.systemUTC(), progress)
            .look(url);
    return new ProbeReport(facts, extract(facts.sample()), guard.isOwnNetwork(facts.url()));
  }

  private static ProbeReport.@Nullable Extracted extract(SiteFacts.@Nullable Sample sample) {
    if (sample == null) {
      return null;
    }
    Document document =
        new Document(
            sample.body(), sample.url(), sample.contentType(), Clock.systemUTC().instant());
    return switch (new DocumentExtractor(false, EXTRACTION_LIMIT).extract(document)) {
      case Extraction.Found found -> extracted(sample.url(), found.article());
      case Extraction.NotArticle not ->
          ProbeReport.Extracted.none(sample.url(), "not an article: " + not.reason().code());
      case Extraction.Failed failed ->
          ProbeReport.Extracted.none(sample.url(), "not readable: " + failed.failure().code());
    };
  }

  private static ProbeReport.Extracted extracted(URI url, Article article) {
    return new ProbeReport.Extracted(
        url,
        "article",
        article.headline(),
        article.datePublished() == null ? null : article.datePublished().toIso8601(),
        article.inLanguage(),
        article.wordCount(),
        article.confidence());
  }

  private static void refuse(URI url, Refusal refusal) {
    throw new ServiceFailure(
        ExitCode.NO_PERMISSION,
        "%s is refused: %s (%s); fetch.allow-networks and fetch.allow-ports allow more."
            .formatted(url, refusal.rule().code(), refusal.detail()));
  }
}
