package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds the README and the other pages to what the program does. */
class ReadmeTest {
  private static final String LAUNCHER = "./copydesk";
  private static final Pattern VARIABLE = Pattern.compile("COPYDESK_[A-Z_]*[A-Z]");
  private static final Pattern PROPERTY = Pattern.compile("-D([a-z][\\w.]+)=");

  @TempDir Path folder;

  static Stream<String> pages() throws IOException {
    return Markdown.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/configuration.md"})
  void everyConfigurationLoads(String page) throws IOException {
    List<String> blocks = Markdown.read(page).blocks("yaml");
    assertThat(blocks).isNotEmpty();

    for (String block : blocks) {
      Path file = Files.writeString(folder.resolve("copydesk.yml"), block);
      assertThatCode(() -> ConfigLoader.load(file, Map.of(), Map.of()))
          .as(block)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandThatIsNamedExists(String page) {
    for (String line : namedCommands(Markdown.read(page))) {
      assertThatCode(() -> walk(line)).as(line).doesNotThrowAnyException();
    }
  }

  @Test
  void everyCommandOfTheExamplesCanBeTyped() {
    List<String> typed = typedCommands(Markdown.read("README.md"));
    assertThat(typed).hasSizeGreaterThan(3);

    for (String line : typed) {
      assertThatCode(() -> CommandRun.model().parseArgs(line.split(" +")))
          .as(line)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyCommandIsNamed() {
    Set<String> named =
        namedCommands(Markdown.read("README.md")).stream()
            .map(line -> line.split(" ", 2)[0])
            .collect(Collectors.toSet());

    assertThat(named).containsAll(CommandRun.model().getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(String page) {
    assertThat(Markdown.read(page).brokenLinks()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyVariableThatIsNamedIsKnown(String page) {
    VARIABLE
        .matcher(Markdown.read(page).text())
        .results()
        .map(name -> name.group())
        .distinct()
        .forEach(name -> assertThat(complaintsAbout(name)).doesNotContain("Unknown"));
  }

  @Test
  void everyPropertyForMavenIsOneOfTheBuild() throws IOException {
    String build = Files.readString(Markdown.ROOT.resolve("pom.xml"));

    assertThat(PROPERTY.matcher(Markdown.read("README.md").text()).results())
        .isNotEmpty()
        .allSatisfy(property -> assertThat(build).contains("<" + property.group(1) + ">"));
  }

  @Test
  void everyExitStatusIsExplained() {
    String page = Markdown.read("docs/configuration.md").text();

    assertThat(ExitCode.values())
        .allSatisfy(code -> assertThat(page).contains("\n| " + code.status() + " |"));
  }

  @Test
  void examplesOfTheLibraryCompileAndRun() throws Exception {
    String examples =
        Markdown.read("extract/README.md").blocks("java").stream()
            .map("{\n%s}\n"::formatted)
            .collect(Collectors.joining());
    Path source =
        Files.writeString(
            folder.resolve("Example.java"),
            """
            import java.net.URI;
            import java.nio.file.*;
            import java.time.Instant;
            import org.copydesk.extract.*;
            import org.copydesk.extract.learned.*;
            class Example {
              static final Extractor extractor = Extractor.create();
              static final URI url = URI.create("https://courier.example/ferry");
              static final String canonicalUrl = url.toString();
              static final Instant fetchedAt = Instant.parse("2026-11-23T06:00:00Z");
              public static void main(String[] arguments) throws Exception {
                String html = Files.readString(Path.of(arguments[0]));
                PageInput page = PageInput.of(html).withUrl(url);
                %s
              }
            }
            """
                .formatted(examples));
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            """
            <html><body><article><h1>Ferry sails again</h1>
            <p>The ferry to the islands sails again from Monday, the port said, after three weeks of
            storms that kept it at the quay.</p>
            <p>Tickets bought for the lost days stay valid until the end of summer, and the first boat
            leaves at six in the morning.</p></article></body></html>
            """);

    compile(source);

    assertThat(runExample(page))
        .startsWith("The ferry to the islands")
        .endsWith("six in the morning.\n");
  }

  private void compile(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        compiler.run(
            null,
            errors,
            errors,
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            source.toString());
    assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
  }

  private String runExample(Path page) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = folder + File.pathSeparator + System.getProperty("java.class.path");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(java, "-Xmx128m", "-cp", path, "Example", page.toString())
            .redirectError(errors.toFile())
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return printed;
  }

  private String complaintsAbout(String variable) {
    try {
      ConfigLoader.load(null, Map.of(variable, "1"), Map.of());
      return "";
    } catch (ServiceFailure e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** All that follows the launcher's name, in prose, tables and examples, without brackets. */
  private static List<String> namedCommands(Markdown page) {
    List<String> named = new ArrayList<>(typedCommands(page));
    page.code().stream()
        .filter(code -> code.startsWith(LAUNCHER + " "))
        .forEach(code -> named.add(arguments(code)));
    page.codeOfFirstCells().stream()
        .filter(cell -> cell.getFirst().startsWith(LAUNCHER + " "))
        .flatMap(cell -> cell.stream().skip(1))
        .forEach(named::add);
    return named;
  }

  /** The commands of shell blocks and of transcripts. */
  private static List<String> typedCommands(Markdown page) {
    return Stream.concat(page.blocks("sh").stream(), page.blocks("").stream())
        .flatMap(String::lines)
        .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
        .filter(line -> line.startsWith(LAUNCHER + " "))
        .map(ReadmeTest::arguments)
        .toList();
  }

  private static String arguments(String code) {
    String withoutComment = code.split(" #", 2)[0];
    return withoutComment.substring(LAUNCHER.length()).replaceAll("[\\[\\]]", "").strip();
  }

  /** Follows each word of a line to a subcommand, an option or a parameter that there is. */
  private static void walk(String line) {
    CommandLine command = CommandRun.model();
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" +")));
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      if (word.startsWith("--")) {
        takeOption(command, word, words);
      } else if (command.getSubcommands().isEmpty()) {
        assertThat(command.getCommandSpec().positionalParameters()).as(word).isNotEmpty();
      } else {
        String[] alternatives = word.split("\\|");
        assertThat(command.getSubcommands()).containsKeys(alternatives);
        command = command.getSubcommands().getOrDefault(alternatives[0], command);
      }
    }
  }

  private static void takeOption(CommandLine command, String word, List<String> words) {
    OptionSpec option = command.getCommandSpec().findOption(word);
    assertThat(option).as(word).isNotNull();
    for (int value = 0; value < option.arity().min(); value++) {
      assertThat(words).as("value of " + word).isNotEmpty();
      words.removeFirst();
    }
  }
}
