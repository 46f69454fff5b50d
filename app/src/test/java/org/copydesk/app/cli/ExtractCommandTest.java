package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.copydesk.ingest.guard.AddressCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExtractCommandTest {
  static {
    AddressCache.disable(); // As main does, before anything looks a name up.
  }

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PAGE =
      """
      <!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">
      <title>Le pont rouvre - Le Rivage</title></head><body>
      <nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
      <article><h1>Le pont rouvre</h1>
      <p>Après onze mois de travaux, le pont suspendu de la vieille ville rouvre aux piétons ce
      lundi, a annoncé la mairie au cours d'une conférence tenue sur la rive gauche.</p>
      <p>Les voitures devront attendre le printemps, car la chaussée doit encore être refaite sur
      toute sa longueur, selon l'ingénieure responsable du chantier, Élise Marchand.</p>
      <p>La fréquentation sera comptée chaque jour, et un bilan présenté aux habitants en mars.</p>
      </article><footer><a href="/contact">Contact</a></footer></body></html>
      """;

  @TempDir Path folder;

  @Test
  void pageFromStandardInputBecomesItsText() {
    CommandRun run = CommandRun.with(Map.of(), PAGE, "extract", "-");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Après onze mois").endsWith("en mars.\n");
    assertThat(run.out()).doesNotContain("Accueil", "Contact");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void jsonHasSchemaOrgsNames() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), PAGE);

    CommandRun run =
        CommandRun.of(
            "extract", "--format", "json", "--url", "https://rivage.example/a", file.toString());

    JsonNode article = JSON.readTree(run.out());
    assertThat(article.get("url").stringValue()).isEqualTo("https://rivage.example/a");
    assertThat(article.get("headline").stringValue()).isEqualTo("Le pont rouvre");
    assertThat(article.get("inLanguage").stringValue()).isEqualTo("fr");
    assertThat(article.get("articleBody").stringValue()).startsWith("Après onze mois");
    assertThat(article.get("blocks").get(0).get("type").stringValue()).isEqualTo("paragraph");
    assertThat(article.get("wordCount").intValue()).isGreaterThan(50);
    assertThat(article.get("author").isArray()).isTrue();
  }

  @Test
  void plainTextInAnOldCharsetIsReadAndCleaned() throws IOException {
    Path file = folder.resolve("text.txt");
    Files.write(
        file,
        ("Spread the love\n\nAprès onze mois de travaux, le pont suspendu rouvre aux piétons ce"
                + " lundi, a annoncé la mairie.\n\nÀ bientôt, a déclaré l'élue.\n")
            .getBytes(Charset.forName("windows-1252")));

    CommandRun run = CommandRun.of("extract", file.toString());

    assertThat(run.out())
        .isEqualTo(
            "Après onze mois de travaux, le pont suspendu rouvre aux piétons ce lundi, a annoncé"
                + " la mairie.\n\nÀ bientôt, a déclaré l'élue.\n");
  }

  @Test
  void explanationGoesToStandardErrorBesideTheArticle() {
    CommandRun run = CommandRun.with(Map.of(), PAGE, "extract", "--explain", "-");

    assertThat(run.out()).startsWith("Après onze mois");
    assertThat(run.err()).contains("charset:", "Accueil");
  }

  @Test
  void explanationAsHtmlShowsEveryBlockAndHoldsNoScript() {
    String hostile = PAGE.replace("en mars.", "en mars &lt;script&gt;alert(1)&lt;/script&gt;.");

    CommandRun run =
        CommandRun.with(Map.of(), hostile, "extract", "--explain", "--format", "html", "-");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("<!DOCTYPE html>")
        .contains("class=\"b kept\"", "class=\"b dropped\"", "Accueil", "kept:text", "score ")
        .contains("default-src 'none'", "&lt;script&gt;alert(1)")
        .doesNotContain("<script", "<img", "<link", " href=", " src=");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void pageWithoutAnArticleIsPaintedToo() {
    CommandRun run =
        CommandRun.with(
            Map.of(),
            "<title>Page not found</title><h1>Page not found</h1>",
            "extract",
            "--explain",
            "--format",
            "html",
            "-");

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.out()).contains("Not an article: soft-404");
  }

  @Test
  void batchLearnsWhatRepeatsOnAHost() throws IOException {
    // Given ten pages of one host with a line that no rule knows, and one of another host
    String line = "Carried to you by the Quillbot Courier and its friends.";
    List<String> manifest = new ArrayList<>();
    for (int number = 0; number < 11; number++) {
      String host = number < 10 ? "one" : "other";
      String own = "<p>Le numéro %d du journal %s est paru ce matin.</p>".formatted(number, host);
      StringBuilder text = new StringBuilder(own);
      for (int paragraph = 0; paragraph < 3; paragraph++) {
        text.append(
            "<p>La lectrice numéro %d%d écrit que le pont doit rester comme il est, "
                .formatted(number, paragraph));
        text.append("quoi que la mairie de la vieille ville en dise dans son bulletin.</p>");
      }
      String html = "<article>%s<p>%s</p></article>".formatted(text, line);
      Files.writeString(folder.resolve(number + ".html"), html);
      manifest.add(
          "{\"id\": %d, \"file\": \"%d.html\", \"url\": \"https://%s.example/%d\"}"
              .formatted(number, number, host, number));
    }
    Path lines = Files.write(folder.resolve("pages.jsonl"), manifest);

    // When they are extracted without learning, and with
    List<String> without =
        CommandRun.of("extract", "--batch", lines.toString()).out().lines().toList();
    List<String> with =
        CommandRun.of("extract", "--batch", lines.toString(), "--learn").out().lines().toList();

    // Then it is gone from all pages of the host, the first ones too, and stays on the other
    assertThat(without).hasSize(11).allSatisfy(json -> assertThat(json).contains("Quillbot"));
    assertThat(with.subList(0, 10))
        .allSatisfy(json -> assertThat(json).contains("doit rester").doesNotContain("Quillbot"));
    assertThat(with.get(10)).contains("Quillbot");
  }

  @Test
  void learningFromOnePageIsRefused() {
    CommandRun run = CommandRun.with(Map.of(), PAGE, "extract", "--learn", "-");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("--batch");
  }

  @Test
  void pageWithoutAnArticleEndsWithItsReason() {
    CommandRun run = CommandRun.with(Map.of(), "<html><body></body></html>", "extract", "-");

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("copydesk: Not an article: empty");
  }

  @Test
  void absentFileIsOneSentence() {
    CommandRun run = CommandRun.of("extract", folder.resolve("absent.html").toString());

    assertThat(run.status()).isEqualTo(66);
    assertThat(run.err()).contains("absent.html cannot be read: no such file.");
  }

  @Test
  void inputIsNeededExactlyOnce() {
    assertThat(CommandRun.of("extract").status()).isEqualTo(64);
    assertThat(CommandRun.of("extract", "--batch", "m.jsonl", "page.html").status()).isEqualTo(64);
  }

  @Test
  void addressIsFetchedThroughTheGuard() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/moved", exchange -> redirect(exchange, "/page"));
    server.createContext("/page", exchange -> answer(exchange, PAGE));
    server.createContext("/gone", exchange -> exchange.sendResponseHeaders(410, -1));
    server.start();
    try {
      String port = Integer.toString(server.getAddress().getPort());
      String base = "http://127.0.0.1:" + port;

      CommandRun refused = CommandRun.of("extract", base + "/moved");
      CommandRun fetched = allowed(port, "--format", "json", base + "/moved");
      CommandRun gone = allowed(port, base + "/gone");

      assertThat(refused.status()).isEqualTo(77);
      assertThat(refused.err()).contains("is refused: port");
      assertThat(fetched.status()).isZero();
      JsonNode article = JSON.readTree(fetched.out());
      assertThat(article.get("url").stringValue()).isEqualTo(base + "/page");
      assertThat(article.get("headline").stringValue()).isEqualTo("Le pont rouvre");
      assertThat(gone.status()).isEqualTo(66);
      assertThat(gone.err()).contains("answers with 410");
    } finally {
      server.stop(0);
    }
  }

  private static CommandRun allowed(String port, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "extract",
                "--set",
                "fetch.allow-networks=127.0.0.0/8",
                "--set",
                "fetch.allow-ports=" + port));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static void redirect(HttpExchange exchange, String target) throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void answer(HttpExchange exchange, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Test
  void batchGivesEveryLineItsOutcomeInTheManifestsOrder() throws IOException {
    Files.writeString(folder.resolve("page.html"), PAGE);
    Files.writeString(folder.resolve("empty.html"), "<html></html>");
    Files.write(folder.resolve("huge.html"), new byte[(5 << 20) + 1]);
    List<String> lines =
        List.of(
            "{\"id\": \"a\", \"file\": \"page.html\", \"url\": \"https://rivage.example/a\"}",
            "{\"id\": 2, \"file\": \"empty.html\"}",
            "",
            "{\"id\": \"c\", \"file\": \"absent.html\"}",
            "no json",
            "{\"id\": \"e\"}",
            "{\"id\": \"f\", \"file\": \"huge.html\"}",
            "{\"id\": \"g\", \"file\": \"page.html\", \"url\": \"ht tp:\"}");
    Path manifest = Files.write(folder.resolve("manifest.jsonl"), lines);
    Path output = folder.resolve("out.jsonl");

    CommandRun run =
        CommandRun.of("extract", "--batch", manifest.toString(), "--output", output.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("7 documents", "1 articles", "1 not", "5 errors");
    List<JsonNode> written = Files.readAllLines(output).stream().map(JSON::readTree).toList();
    assertThat(written)
        .extracting(line -> line.get("id").asString() + " " + line.get("status").stringValue())
        .containsExactly(
            "a article", "2 not-article", "c error", " error", "e error", "f error", "g error");
    assertThat(written.get(0).get("article").get("headline").stringValue())
        .isEqualTo("Le pont rouvre");
    assertThat(written.get(2).get("reason").stringValue()).isEqualTo("no such file: absent.html");
    assertThat(written.get(5).get("reason").stringValue()).isEqualTo("too-large");
  }

  @Test
  void batchOfManyKeepsTheOrder() throws IOException {
    Files.writeString(folder.resolve("page.html"), PAGE);
    Files.writeString(folder.resolve("empty.html"), "<html></html>");
    List<String> lines =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    "{\"id\":\"%d\",\"file\":\"%s.html\"}"
                        .formatted(i, i % 3 == 0 ? "empty" : "page"))
            .toList();
    Path manifest = Files.write(folder.resolve("manifest.jsonl"), lines);

    CommandRun run = CommandRun.of("extract", "--batch", manifest.toString());

    List<Integer> ids =
        run.out().lines().map(line -> JSON.readTree(line).get("id").asInt()).toList();
    assertThat(ids).isEqualTo(IntStream.range(0, 300).boxed().toList());
  }

  @Test
  void batchWithoutManifestOrPlaceForItsOutputIsOneSentence() throws IOException {
    Path manifest = Files.writeString(folder.resolve("manifest.jsonl"), "");

    CommandRun absent = CommandRun.of("extract", "--batch", folder.resolve("x.jsonl").toString());
    CommandRun nowhere =
        CommandRun.of(
            "extract",
            "--batch",
            manifest.toString(),
            "--output",
            folder.resolve("no/such/folder.jsonl").toString());

    assertThat(absent.status()).isEqualTo(66);
    assertThat(absent.err().lines()).singleElement().asString().contains("no such file");
    assertThat(nowhere.status()).isEqualTo(73);
    assertThat(nowhere.err().lines()).singleElement().asString().contains("no such folder");
  }

  @Test
  void explanationShowsNoCharacterThatReordersText() throws IOException {
    Path page = Files.writeString(folder.resolve("page.html"), PAGE.replace("pont", "po\u202ent"));

    CommandRun run = CommandRun.of("extract", "--explain", page.toString());

    assertThat(run.err()).doesNotContain("\u202e");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void batchDoesNotWriteOverItsManifest() throws IOException {
    String line = "{\"id\":\"1\",\"file\":\"page.html\"}\n";
    Path manifest = Files.writeString(folder.resolve("manifest.jsonl"), line);
    Path otherName = folder.resolve("sub/../manifest.jsonl");
    Files.createDirectory(folder.resolve("sub"));

    CommandRun run =
        CommandRun.of("extract", "--batch", manifest.toString(), "--output", otherName.toString());

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("is the manifest itself");
    assertThat(manifest).hasContent(line.strip());
  }
}
