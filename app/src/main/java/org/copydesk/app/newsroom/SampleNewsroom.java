package org.copydesk.app.newsroom;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A handful of invented news sites in several languages, served on 127.0.0.1, each on a port of its
 * own. Articles appear and are corrected by a schedule that depends on the clock and the state file
 * alone. With a state file a restart serves the same sites under the same URLs and goes on where
 * the last run stopped. Safe to share between threads.
 */
public final class SampleNewsroom implements AutoCloseable {
  private static final List<String> SITES =
      List.of("rivage", "harbour", "talblick", "mirador", "manara", "minato");

  private final List<SiteServer> servers = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();
  private final RequestLog requests = new RequestLog();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final NewsroomTime time;

  private SampleNewsroom(
      NewsroomState state, Map<String, HttpServer> listening, Settings settings) {
    time = new NewsroomTime(state, settings.stateFile(), settings.clock());
    listening.forEach((id, server) -> open(SiteTexts.load(id), server, state));
  }

  /**
   * Binds the ports and serves.
   *
   * @throws NewsroomStartException if a remembered port is taken or the state file cannot be read
   *     or written; the message says what to do
   */
  public static SampleNewsroom start(Settings settings) {
    Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<NewsroomState> before = settings.load();
    Map<String, HttpServer> listening =
        Ports.bind(SITES, before.map(NewsroomState::ports).orElse(Map.of()));
    try {
      Map<String, Integer> ports = Ports.numbers(listening);
      NewsroomState state =
          before.map(s -> s.resumed(now, ports)).orElseGet(() -> settings.first(now, ports));
      settings.save(state);
      SampleNewsroom newsroom = new SampleNewsroom(state, listening, settings);
      newsroom.servers.forEach(SiteServer::start);
      return newsroom;
    } catch (RuntimeException e) {
      Ports.release(listening);
      throw e;
    }
  }

  public List<Site> sites() {
    return List.copyOf(sites);
  }

  /** The special URLs of all sites, linked in their feeds, and how each must end. */
  public Map<URI, ExpectedOutcome> expectedOutcomes() {
    return sites.stream()
        .flatMap(site -> site.expectedOutcomes().entrySet().stream())
        .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The requests answered since the start, oldest first, the newest ten thousand at most. */
  public List<NewsroomRequest> requests() {
    return requests.list();
  }

  /**
   * Stops serving and writes down how far the newsroom has come. Closing again does nothing more.
   */
  @Override
  public void close() {
    servers.forEach(SiteServer::close);
    executor.shutdownNow();
    time.stop();
  }

  private void open(SiteTexts texts, HttpServer server, NewsroomState state) {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Schedule schedule = state.schedule(sites.size(), SITES.size());
    Publication publication = new Publication(texts, schedule, time, base);
    SiteRoutes routes = new SiteRoutes(publication);
    sites.add(new Site(publication, routes));
    servers.add(new SiteServer(routes, texts, requests, server, executor));
  }

  /**
   * How the newsroom runs. The pace, the stock and the limit count at the first start; later ones
   * go by the state file.
   *
   * @param stateFile where ports and progress are kept; null for a newsroom that is forgotten at
   *     its end
   * @param articleEvery how often an article appears somewhere; the sites take turns
   * @param correctAfter how long after its appearance an article is corrected, if it is one of
   *     those
   * @param stock articles that each site has published before the first start, at least 1
   * @param limit articles of each site in all, at most 400
   */
  public record Settings(
      @Nullable Path stateFile,
      Clock clock,
      Duration articleEvery,
      Duration correctAfter,
      int stock,
      int limit) {

    public Settings {
      if (!articleEvery.isPositive() || correctAfter.isNegative()) {
        throw new IllegalArgumentException("the pace must be positive: " + articleEvery);
      }
      if (stock < 1 || limit < stock || limit > 400) {
        throw new IllegalArgumentException("needs 1 <= stock <= limit <= 400");
      }
    }

    /**
     * The defaults, kept in this file: 12 articles a site, one more every 5 s, corrections after 90
     * s.
     */
    public static Settings keptIn(Path stateFile) {
      return new Settings(
          stateFile, Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(90), 12, 400);
    }

    /** The defaults, for one run only: other ports and other dates the next time. */
    public static Settings forOneRun() {
      return new Settings(
          null, Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(90), 12, 400);
    }

    public Settings withPace(Duration newArticleEvery, Duration newCorrectAfter) {
      return new Settings(stateFile, clock, newArticleEvery, newCorrectAfter, stock, limit);
    }

    public Settings withClock(Clock newClock) {
      return new Settings(stateFile, newClock, articleEvery, correctAfter, stock, limit);
    }

    public Settings withArticles(int newStock, int newLimit) {
      return new Settings(stateFile, clock, articleEvery, correctAfter, newStock, newLimit);
    }

    private Optional<NewsroomState> load() {
      return Optional.ofNullable(stateFile).filter(Files::exists).map(NewsroomState::load);
    }

    private NewsroomState first(Instant now, Map<String, Integer> ports) {
      return new NewsroomState(
          ports, Timeline.from(now), Duration.ZERO, articleEvery, correctAfter, stock, limit);
    }

    private void save(NewsroomState state) {
      try {
        if (stateFile != null) {
          state.save(stateFile);
        }
      } catch (IOException e) {
        throw new NewsroomStartException(
            "The sample newsroom cannot write its state file " + stateFile + ": " + e + ".", e);
      }
    }
  }
}
