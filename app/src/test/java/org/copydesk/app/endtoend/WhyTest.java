package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of a URL is told while everything runs, over HTTP, and when nothing runs. */
final class WhyTest {
  @TempDir private Path folder;

  @Test
  void storedAndRefusedUrlsAreFollowedThroughAllStages()
      throws SQLException, IOException, InterruptedException {
    String stored;
    String refused;
    try (CopydeskProcess up = run("up")) {
      up.awaitReady();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> outcome("stored").size() > 5 && !refusedByRobots().isEmpty());
      stored = outcome("stored").getFirst();
      refused = refusedByRobots().getFirst();

      assertThat(why(stored))
          .contains("robots.txt  allowed", "between requests", "Host next", "fetched")
          .containsPattern("news\\.urls\\.v1-\\d+@\\d+")
          .containsPattern("news\\.pages\\.v1-\\d+@\\d+")
          .containsPattern("news\\.articles\\.v1-\\d+@\\d+")
          .containsPattern("stored +url_outcome")
          .containsPattern("stored +article +.*version 1");
      assertThat(why(refused))
          .containsPattern("robots.txt  refused: line \\d+ says \"Disallow")
          .containsPattern("outcome +news\\.outcomes\\.v1-\\d+@\\d+ .*refused \\(robots\\)");
      String answer = overHttp(stored);
      String feed = first("\"sources\":\\[\\{[^}]*\"url\":\"([^\"]+)", answer);
      assertThat(why(feed))
          .containsPattern("Is source +\\S+ \\(feed\\), last asked .* ago")
          .containsPattern("Interval +\\d")
          .containsPattern("Next poll +\\S+.*\\(as was set\\)");
      assertThat(overHttp(feed)).contains("\"polled\"", "\"nextRequest\"");
      String source = first("\"sources\":\\[\\{\"id\":\"([^\"]+)", answer);
      assertThat(why(source)).contains(feed).containsPattern("Is source +" + source);
      assertThat(overHttp(source)).contains("\"polled\"");
      assertThat(output("lag")).containsPattern("news\\.urls\\.v1 .* \\d+(, [a-z ]+ \\d.*)?\\R");
      assertThat(why(planned())).containsPattern("Requested +\\S+.*, for a second look");
      assertThat(overHttp(stored)).contains("\"steps\"", "news.pages.v1-", "\"owner\":true");
      assertThat(why(URI.create(stored).getRawAuthority())).contains("Source", "fetched");
      up.terminate();
    }

    // Nothing runs: the topics and the database still know.
    assertThat(why(stored))
        .contains("robots.txt  allowed")
        .containsPattern("news\\.pages\\.v1-\\d+@\\d+")
        .containsPattern("stored +article +.*version 1");
  }

  /** A stored article that is young enough to be looked at again. */
  private String planned() throws SQLException, IOException, InterruptedException {
    for (String url : outcome("stored").reversed()) {
      if (overHttp(url).contains("\"nextRequest\"")) {
        return url;
      }
    }
    throw new AssertionError("no second look is planned");
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private String why(String about) {
    return output("why", about);
  }

  private String output(String... words) {
    try (CopydeskProcess command = run(words)) {
      await().atMost(Duration.ofMinutes(1)).until(() -> !command.isAlive());
      assertThat(command.log()).doesNotContain("\tat ");
      return command.output();
    }
  }

  private String overHttp(String about) throws IOException, InterruptedException {
    String text = URLEncoder.encode(about, StandardCharsets.UTF_8);
    URI question = URI.create(instance().status() + "/why?about=" + text);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(question).timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private List<String> outcome(String disposition) throws SQLException {
    return urls("disposition = '" + disposition + "'");
  }

  private List<String> refusedByRobots() throws SQLException {
    return urls("reason = 'robots'");
  }

  private List<String> urls(String where) throws SQLException {
    Instance.Database database = instance().database();
    if (database == null) {
      throw new AssertionError("no database is running");
    }
    return List.copyOf(
        new Rows(database.jdbcUrl(), database.user(), database.password())
            .map("SELECT url, url_id FROM url_outcome WHERE " + where)
            .keySet());
  }

  private Instance instance() {
    return DataFolder.running(folder.resolve("data")).orElseThrow();
  }

  private CopydeskProcess run(String... words) {
    List<String> arguments = new java.util.ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    return CopydeskProcess.start(folder, Map.of("PATH", System.getenv("PATH")), arguments);
  }
}
