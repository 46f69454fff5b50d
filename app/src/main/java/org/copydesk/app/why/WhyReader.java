package org.copydesk.app.why;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.copydesk.app.why.WhyReport.Count;
import org.copydesk.app.why.WhyReport.From;
import org.copydesk.app.why.WhyReport.Polled;
import org.copydesk.app.why.WhyReport.Step;
import org.copydesk.ingest.registry.Registry;
import org.copydesk.ingest.registry.SourceRegistry;
import org.copydesk.ingest.why.HostFacts;
import org.copydesk.ingest.why.OwnersAnswer;
import org.copydesk.ingest.why.Subject;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.HostState;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.read.ArticleReader;
import org.copydesk.store.read.StoredArticle;
import org.copydesk.store.read.StoredOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what topics, database and the running owner know about a subject. Whatever is not
 * there is left out with a note; only the broker is needed. To be used once, by one thread.
 */
public final class WhyReader {
  private final KafkaSettings kafka;
  private final @Nullable DatabaseConfig database;
  private final Owners owners;
  private final Clock clock;
  private final List<String> notes = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, From> sources = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private @Nullable UrlState state;
  private @Nullable HostState noted;
  private @Nullable StoredOutcome outcome;

  /** Who knows what was not written down: other processes, or this one. */
  public interface Owners {
    /** What the owner of the subject's host knows; empty when it is not found. */
    Optional<OwnersAnswer> ask(String subject) throws InterruptedException;
  }

  /**
   * @param database null when there is none to ask
   */
  public WhyReader(
      KafkaSettings kafka, @Nullable DatabaseConfig database, Owners owners, Clock clock) {
    this.kafka = kafka;
    this.database = database;
    this.owners = owners;
    this.clock = clock;
  }

  /** Reads all there is about a source (by its id), a URL or a host; empty when it is none. */
  public Optional<WhyReport> read(String about) throws InterruptedException {
    SourceRegistry sources = SourceRegistry.open(kafka, clock);
    Registry registry = sources.read();
    Subject subject = subject(about, registry).orElse(null);
    return subject == null ? Optional.empty() : Optional.of(read(subject, sources, registry));
  }

  /** A source that is named like a host goes before a host that has no source. */
  private static Optional<Subject> subject(String about, Registry registry) {
    Optional<Subject> asked = Subject.parse(about);
    boolean isAddress =
        asked.filter(it -> it.url() != null || hasSource(it.authority(), registry)).isPresent();
    return isAddress
        ? asked
        : registry
            .find(about.strip())
            .flatMap(source -> Subject.parse(source.address().toString()))
            .or(() -> asked);
  }

  private static boolean hasSource(String authority, Registry registry) {
    return registry.all().stream().anyMatch(source -> source.authority().equals(authority));
  }

  private WhyReport read(Subject subject, SourceRegistry sourceRegistry, Registry registry)
      throws InterruptedException {
    int shard = sourceRegistry.shards().of(subject.authority());
    readState(subject, shard);
    OwnersAnswer owner = owners.ask(subject.name()).orElse(null);
    String urlId = subject.urlId();
    if (urlId == null) {
      registry.all().stream()
          .filter(source -> source.authority().equals(subject.authority()))
          .forEach(source -> sources.put(source.id(), from(source.id(), registry, null, null)));
    } else {
      follow(urlId, String.valueOf(subject.url()), shard, registry);
    }
    if (owner == null) {
      notes.add(
          "No running ingest service that owns the host was found, so what is shown was written"
              + " down last; --status names one.");
    }
    return report(subject, shard, owner, polled(subject, registry, owner).orElse(null));
  }

  /** The source that is asked at the URL; its owner knows its state better than the topic. */
  private static Optional<Polled> polled(
      Subject subject, Registry registry, @Nullable OwnersAnswer owner) {
    URI url = subject.url();
    if (url == null) {
      return Optional.empty();
    }
    SourceState latest = owner == null ? null : owner.polled();
    return registry.all().stream()
        .filter(source -> source.isAskedAt(url))
        .findFirst()
        .map(
            source ->
                new Polled(
                    source,
                    latest != null && latest.sourceId().equals(source.id())
                        ? latest
                        : registry.state(source.id()).withSeen(List.of())));
  }

  private WhyReport report(
      Subject subject, int shard, @Nullable OwnersAnswer owner, @Nullable Polled polled) {
    HostFacts host =
        owner != null && owner.host() != null
            ? owner.host()
            : noted == null ? null : HostFacts.of(noted, subject.url(), clock.instant());
    UrlState latest = owner != null && owner.parked() != null ? owner.parked() : state;
    boolean inHand = owner != null && owner.inHand();
    return new WhyReport(
        subject.name(),
        subject.urlId(),
        shard,
        owner != null,
        List.copyOf(sources.values()),
        polled,
        host,
        inHand,
        latest,
        nextRequest(latest, inHand, host, polled),
        steps,
        outcome,
        counts.entrySet().stream().map(e -> new Count(e.getKey(), e.getValue())).toList(),
        notes);
  }

  private static @Nullable Instant nextRequest(
      @Nullable UrlState latest,
      boolean inHand,
      @Nullable HostFacts host,
      @Nullable Polled polled) {
    if (inHand && host != null) {
      return host.nextRequest();
    }
    if (polled != null && !polled.source().paused()) {
      return polled.state().nextPoll();
    }
    // Parked, or fetched and looked at again; of one that has come to its end there is no such
    // time.
    return latest == null ? null : latest.due();
  }

  /** The newest records of the host and the URL; of a whole host, its URLs are counted. */
  private void readState(Subject subject, int shard) {
    Map<String, String> statuses = new HashMap<>();
    try (CompactedReader reader = new CompactedReader(kafka)) {
      reader.readFromBeginning(
          Set.of(
              new PartitionId(Topics.URL_STATE, shard), new PartitionId(Topics.HOST_STATE, shard)),
          record -> take(record, subject, statuses));
    }
    statuses.values().forEach(status -> counts.merge(status, 1, Integer::sum));
  }

  private void take(Incoming record, Subject subject, Map<String, String> statuses) {
    boolean isHost = record.partition().topic().equals(Topics.HOST_STATE);
    boolean isWanted =
        isHost
            ? record.keyText().equals(subject.authority())
            : subject.urlId() == null || record.keyText().equals(subject.urlId());
    if (!isWanted) {
      return;
    }
    try {
      if (isHost) {
        noted = record.value() == null ? null : Json.read(record.value(), HostState.class);
      } else if (subject.urlId() == null) {
        count(record, subject.authority(), statuses);
      } else {
        state = record.value() == null ? null : Json.read(record.value(), UrlState.class);
      }
    } catch (RuntimeException e) {
      notes.add(
          "The record of %s at %d cannot be read.".formatted(record.partition(), record.offset()));
    }
  }

  private static void count(Incoming record, String authority, Map<String, String> statuses) {
    if (record.value() == null) {
      statuses.remove(record.keyText());
      return;
    }
    UrlState read = Json.read(record.value(), UrlState.class);
    if (Authority.of(read.target().url()).equals(authority)) {
      statuses.put(record.keyText(), read.status().name().toLowerCase(Locale.ROOT));
    }
  }

  private void follow(String urlId, String url, int shard, Registry registry)
      throws InterruptedException {
    UrlState known = state;
    if (known != null) {
      String why = known.target().why().name().toLowerCase(Locale.ROOT);
      String id = known.target().sourceId();
      sources.put(id, from(id, registry, known.discovered(), why));
    }
    Instant since = known == null ? null : known.discovered();
    List<StoredArticle> articles = readDatabase(urlId);
    try (Traces traces = new Traces(kafka, notes)) {
      for (UrlToFetch shown : traces.discoveries(shard, urlId, since, steps)) {
        String why = shown.why().name().toLowerCase(Locale.ROOT);
        sources.putIfAbsent(shown.sourceId(), from(shown.sourceId(), registry, null, why));
      }
      traces.pages(shard, urlId, since, steps);
      StoredOutcome row = outcome;
      String articleId = row == null ? null : row.articleId();
      traces.articles(articleId == null ? Ids.articleId(url) : articleId, since, steps);
      traces.outcomes(urlId, since, steps);
      traces.deadLetters(shard, urlId, since, steps);
    }
    addRows(articles);
  }

  private void addRows(List<StoredArticle> articles) {
    StoredOutcome row = outcome;
    if (row != null) {
      String reason = row.reason() == null ? "" : " (" + row.reason() + ")";
      steps.add(new Step("stored", "url_outcome", row.storedAt(), row.disposition() + reason));
    }
    for (StoredArticle article : articles) {
      steps.add(
          new Step(
              "stored",
              "article",
              article.updatedAt(),
              "version %d: %s".formatted(article.version(), article.article().headline())));
    }
  }

  private List<StoredArticle> readDatabase(String urlId) throws InterruptedException {
    if (database == null) {
      notes.add("No database was found to ask; database.url or --data names one.");
      return List.of();
    }
    try (ArticleReader reader = new ArticleReader(database)) {
      outcome = reader.outcome(urlId).orElse(null);
      String articleId = outcome == null ? null : outcome.articleId();
      return articleId == null ? List.of() : reader.find(articleId);
    } catch (DependencyUnavailable | ServiceFailure e) {
      notes.add("The database does not answer: " + e.getMessage());
      return List.of();
    }
  }

  private static From from(
      String id, Registry registry, @Nullable Instant since, @Nullable String why) {
    Source source = registry.find(id).orElse(null);
    return new From(
        id,
        source == null ? null : source.kind().name().toLowerCase(Locale.ROOT),
        source == null ? null : source.address().toString(),
        since,
        why);
  }
}
