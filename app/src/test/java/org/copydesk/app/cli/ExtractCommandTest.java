package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExtractCommandTest {
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
    assertThat(nowhere.err().lines()).singleElement().asString().contains("cannot be written");
  }
}
