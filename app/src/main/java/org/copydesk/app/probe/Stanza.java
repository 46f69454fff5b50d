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
  private Stanza() {}

  /** The lines; empty when nothing was found to follow. */
  public static Optional<String> of(ProbeReport report) {
    List<Source> sources = new ArrayList<>();
    String name = Objects.requireNonNullElse(report.facts().name(), "");
    best(report.facts().feeds())
        .or(() -> best(report.facts().sitemaps()))
        .ifPresent(found -> sources.add(source(report.facts(), found, name)));
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    String allowed = report.ownNetwork() ? allowances(report.facts().url(), sources) : "";
    return Optional.of(allowed + SourcesFile.yaml(sources));
  }

  /** The one that shows the most, of those that show anything: the newest breaks a tie. */
  private static Optional<Found> best(List<Found> all) {
    return all.stream()
        .filter(found -> found.entries() > 0)
        .max(
            Comparator.comparingInt(Found::entries)
                .thenComparing(found -> Objects.requireNonNullElse(found.newest(), Instant.EPOCH)));
  }

  private static Source source(SiteFacts facts, Found found, String name) {
    boolean isFeed = facts.feeds().contains(found);
    return new Source(
        SourceConfig.of(SourceConfig.Kind.FEED, found.url()).id(),
        isFeed ? Source.Kind.FEED : Source.Kind.SITEMAP,
        found.url(),
        null,
        SourceRules.name(name).orElse(null),
        null,
        Source.Origin.CONFIG,
        false);
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
