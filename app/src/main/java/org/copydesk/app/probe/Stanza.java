package org.copydesk.app.probe;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.copydesk.ingest.probe.SiteFacts;
import org.copydesk.ingest.probe.SiteFacts.Found;
import org.copydesk.ingest.registry.SourcesFile;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.SourceRules;
import org.copydesk.pipeline.message.Source;

/**
 * The lines of a configuration file that follow a site as it was found. Law: the configuration
 * loader takes them.
 */
public final class Stanza {
  /** A page with fewer links to articles is an article itself, or about the site. */
  private static final int MIN_ARTICLES = 5;

  private Stanza() {}

  /**
   * The lines; empty when nothing was found to follow. A feed is preferred, then a sitemap, then
   * the page itself; the others stand below as comments.
   */
  public static Optional<String> of(ProbeReport report) {
    List<Source> sources = sources(report.facts());
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    String allowed = report.ownNetwork() ? allowances(report.facts().url(), sources) : "";
    List<Source> others = sources.subList(1, sources.size());
    return Optional.of(allowed + SourcesFile.yaml(List.of(sources.getFirst())) + comments(others));
  }

  /** All that could be followed, best first. */
  private static List<Source> sources(SiteFacts facts) {
    List<Source> sources = new ArrayList<>();
    bestFirst(facts.feeds())
        .forEach(found -> sources.add(source(facts, SourceConfig.Kind.FEED, found.url())));
    bestFirst(facts.sitemaps())
        .forEach(found -> sources.add(source(facts, SourceConfig.Kind.SITEMAP, found.url())));
    if (facts.articles() >= MIN_ARTICLES) {
      boolean isFrontPage = Objects.requireNonNullElse(facts.url().getPath(), "").length() <= 1;
      sources.add(
          source(
              facts,
              isFrontPage ? SourceConfig.Kind.SITE : SourceConfig.Kind.SECTION,
              facts.url()));
    }
    return sources;
  }

  /** Those that show anything, the one that shows most first: the newest breaks a tie. */
  private static List<Found> bestFirst(List<Found> all) {
    return all.stream()
        .filter(found -> found.entries() > 0)
        .sorted(
            Comparator.comparingInt(Found::entries)
                .thenComparing(found -> Objects.requireNonNullElse(found.newest(), Instant.EPOCH))
                .reversed())
        .toList();
  }

  private static Source source(SiteFacts facts, SourceConfig.Kind kind, URI url) {
    String name = Objects.requireNonNullElse(facts.name(), "");
    return new Source(
        SourceConfig.of(kind, url).id(),
        Source.Kind.valueOf(kind.name()),
        url,
        null,
        SourceRules.name(name).orElse(null),
        null,
        Source.Origin.CONFIG,
        false);
  }

  private static String comments(List<Source> others) {
    if (others.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("  # Found too; take the marks away to follow it:\n");
    SourcesFile.yaml(others)
        .lines()
        .skip(1)
        .forEach(line -> text.append("  #").append(line.substring(1)).append('\n'));
    return text.toString();
  }

  /** A site on a network of one's own is refused unless the file allows it. */
  private static String allowances(URI site, List<Source> sources) {
    TreeSet<Integer> ports = new TreeSet<>();
    sources.forEach(source -> addPort(source.url(), ports));
    addPort(site, ports);
    String host = site.getHost();
    String network =
        host.startsWith("[") ? host.substring(1, host.length() - 1) + "/128" : host + "/32";
    boolean isAddress = host.startsWith("[") || Character.isDigit(host.charAt(0));
    StringBuilder text = new StringBuilder("fetch:\n");
    text.append("  allow-networks: [\"%s\"]\n".formatted(isAddress ? network : "127.0.0.1/32"));
    if (!ports.isEmpty()) {
      text.append("  allow-ports: %s\n".formatted(ports));
    }
    return text.toString();
  }

  private static void addPort(URI url, Set<Integer> ports) {
    int port = url.getPort();
    if (port != -1 && port != 80 && port != 443) {
      ports.add(port);
    }
  }
}
