package org.copydesk.app.newsroom;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the newsroom remembers between two starts, a small properties file.
 *
 * @param ports the port of each site, by its id
 * @param shown the newsroom's time up to which articles may have been seen; a later start goes on
 *     from there at most
 */
record NewsroomState(
    Map<String, Integer> ports,
    Timeline timeline,
    Duration shown,
    Duration articleEvery,
    Duration correctAfter,
    int stock,
    int limit) {

  NewsroomState {
    ports = Map.copyOf(ports);
  }

  /**
   * Reads the file.
   *
   * @throws NewsroomStartException if it cannot be read or is not such a file
   */
  static NewsroomState load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return parse(properties);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new NewsroomStartException(
          "The sample newsroom's state file "
              + file
              + " cannot be read: "
              + e.getMessage()
              + ". Put it right, or delete it to begin a new newsroom on new ports.",
          e);
    }
  }

  /** Replaces the file in one step, so that a kill leaves the old or the new one. */
  void save(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(draft)) {
      properties().store(writer, "The sample newsroom: its ports, and how far it has come");
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The state of a run that begins now; the time since the last run was seen does not count. */
  NewsroomState resumed(Instant now, Map<String, Integer> newPorts) {
    Duration reached = timeline.elapsedAt(now);
    Duration elapsed = reached.compareTo(shown) < 0 ? reached : shown;
    return new NewsroomState(
        newPorts,
        timeline.resumed(now, elapsed),
        elapsed,
        articleEvery,
        correctAfter,
        stock,
        limit);
  }

  NewsroomState withShown(Duration elapsed) {
    return new NewsroomState(ports, timeline, elapsed, articleEvery, correctAfter, stock, limit);
  }

  Schedule schedule(int place, int sites) {
    return new Schedule(place, sites, stock, limit, articleEvery, correctAfter);
  }

  private static NewsroomState parse(Properties properties) {
    Map<String, Integer> ports = new TreeMap<>();
    List<Timeline.Run> runs = new ArrayList<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("port.")) {
        ports.put(name.substring("port.".length()), number(properties, name));
      }
    }
    for (int i = 0; properties.containsKey("run." + i); i++) {
      String[] run = text(properties, "run." + i).split(" ", 2);
      runs.add(new Timeline.Run(Instant.parse(run[0]), Duration.parse(run[run.length - 1])));
    }
    return new NewsroomState(
        ports,
        new Timeline(runs),
        Duration.parse(text(properties, "shown")),
        Duration.parse(text(properties, "article-every")),
        Duration.parse(text(properties, "correct-after")),
        number(properties, "stock"),
        number(properties, "limit"));
  }

  private static String text(Properties properties, String name) {
    String text = properties.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException("\"" + name + "\" is missing");
    }
    return text;
  }

  private static int number(Properties properties, String name) {
    return Integer.parseInt(text(properties, name).strip());
  }

  private Properties properties() {
    Properties properties = new Properties();
    ports.forEach((id, port) -> properties.setProperty("port." + id, String.valueOf(port)));
    for (int i = 0; i < timeline.runs().size(); i++) {
      Timeline.Run run = timeline.runs().get(i);
      properties.setProperty("run." + i, run.started() + " " + run.before());
    }
    properties.setProperty("shown", shown.toString());
    properties.setProperty("article-every", articleEvery.toString());
    properties.setProperty("correct-after", correctAfter.toString());
    properties.setProperty("stock", String.valueOf(stock));
    properties.setProperty("limit", String.valueOf(limit));
    return properties;
  }
}
