package org.copydesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher script beside a jar that says how it was called. */
class LauncherTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("copydesk.root", "..")).resolve("copydesk");

  @TempDir Path temporary;
  private Path home = Path.of("");
  private Path elsewhere = Path.of("");

  /** What the launcher's process ended with. */
  private record Ended(int status, String output, String errors) {}

  /** The program in the test's jar. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println("arguments " + List.of(arguments));
      System.out.println("folder " + Path.of("").toAbsolutePath());
      System.out.println("input " + new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
      System.exit(7);
    }
  }

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectory(temporary.resolve("a home")).toRealPath();
    elsewhere = Files.createDirectory(temporary.resolve("elsewhere")).toRealPath();
    Files.copy(SCRIPT, home.resolve("copydesk"));
  }

  @Test
  void argumentsInputFolderAndExitStatusPassThrough() throws Exception {
    writeJar(home.resolve("copydesk.jar"));

    Ended ended = run(List.of("extract", "two words", "-"), "a page");

    assertThat(ended.status()).isEqualTo(7);
    assertThat(ended.output())
        .isEqualTo("arguments [extract, two words, -]\nfolder %s\ninput a page\n", elsewhere);
    assertThat(ended.errors()).isEmpty();
  }

  @Test
  void aLinkToItWorks() throws Exception {
    writeJar(home.resolve("copydesk.jar"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), home.resolve("copydesk"));

    Ended ended = run(link, List.of(), "", System.getenv("PATH"));

    assertThat(ended.status()).isEqualTo(7);
  }

  @Test
  void theClassesOfAFirstRunArePreloadedInLaterOnes() throws Exception {
    writeJar(home.resolve("copydesk.jar"));

    run(List.of("lag"), "");
    Ended second = run(List.of("lag"), "");

    try (var files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .filteredOn(name -> name.startsWith("tools-"))
          .singleElement()
          .satisfies(name -> assertThat(name).endsWith(".jsa"));
    }
    assertThat(second.status()).isEqualTo(7);
    assertThat(second.errors()).isEmpty();
  }

  @Test
  void anUnfinishedFileOfPreloadedClassesIsThrownAway() throws Exception {
    writeJar(home.resolve("copydesk.jar"));
    String version = Integer.toString(Runtime.version().feature());
    Path unfinished = home.resolve("tools-" + version + "." + Integer.MAX_VALUE + ".new");
    Files.write(unfinished, new byte[4096]);

    Ended ended = run(List.of("lag"), "");

    assertThat(unfinished).doesNotExist();
    assertThat(ended.status()).isEqualTo(7);
  }

  @Test
  void itTellsWhichJavaItUses() throws Exception {
    writeJar(home.resolve("copydesk.jar"));

    Ended ended = run(List.of("--print-java-home"), "");

    assertThat(Path.of(ended.output().strip(), "bin", "java")).isExecutable();
    assertThat(ended.status()).isZero();
  }

  @Test
  void missingMavenIsOneSentence() throws Exception {
    Ended ended = runWithSourcesButWithoutMaven();

    assertThat(ended.status()).isEqualTo(69);
    assertThat(ended.errors()).startsWith("copydesk: Maven was not found").hasLineCount(1);
    assertThat(home.resolve(".copydesk/lock")).doesNotExist();
  }

  @Test
  void folderThatCannotBeWrittenIsOneSentence() throws Exception {
    Files.writeString(home.resolve(".copydesk"), "a file");

    Ended ended = runWithSourcesButWithoutMaven();

    assertThat(ended.status()).isEqualTo(73);
    assertThat(ended.errors()).contains(home + "/.copydesk cannot be written").hasLineCount(1);
  }

  @Test
  void lockThatNobodyPutHisNameOnIsTakenOver() throws Exception {
    Files.createDirectories(home.resolve(".copydesk/lock"));

    Ended ended = runWithSourcesButWithoutMaven();

    assertThat(ended.errors()).contains("waiting for a build", "Maven was not found");
    assertThat(home.resolve(".copydesk/lock")).doesNotExist();
  }

  @Test
  void failedBuildShowsWhatIsWrongAndNotHowToRunMaven() throws Exception {
    Path tools = Files.createDirectory(temporary.resolve("maven"));
    Path maven =
        Files.writeString(
            tools.resolve("mvn"),
            """
            #!/bin/sh
            echo '[ERROR] COMPILATION ERROR : '
            echo '[ERROR] Broken.java:[1,15] reached end of file'
            echo '[ERROR] Failed to execute goal -> [Help 1]'
            echo '[ERROR] '
            echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
            echo '[ERROR]   mvn <args> -rf :copydesk-app'
            exit 1
            """);
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");

    Ended ended =
        run(home.resolve("copydesk"), List.of("lag"), "", tools + ":" + System.getenv("PATH"));

    assertThat(ended.status()).isEqualTo(70);
    assertThat(ended.errors().lines().skip(1))
        .containsExactly(
            "[ERROR] COMPILATION ERROR : ",
            "[ERROR] Broken.java:[1,15] reached end of file",
            "[ERROR] Failed to execute goal -> [Help 1]",
            "copydesk: the build failed; the whole log is " + home + "/.copydesk/build.log");
  }

  @Test
  void aFolderWithoutProgramAndSourcesIsOneSentence() throws Exception {
    Ended ended = run(List.of("lag"), "");

    assertThat(ended.status()).isEqualTo(69);
    assertThat(ended.errors())
        .isEqualTo("copydesk: neither copydesk.jar nor the sources are in %s.\n", home);
  }

  private Ended runWithSourcesButWithoutMaven() throws Exception {
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Path tools = Files.createDirectory(temporary.resolve("tools"));
    for (String tool :
        List.of("sh", "dirname", "mkdir", "rm", "cat", "find", "readlink", "head", "sleep")) {
      Files.createSymbolicLink(tools.resolve(tool), findOnPath(tool));
    }
    return run(home.resolve("copydesk"), List.of("lag"), "", tools.toString());
  }

  private Ended run(List<String> arguments, String input) throws Exception {
    return run(home.resolve("copydesk"), arguments, input, System.getenv("PATH"));
  }

  private Ended run(Path script, List<String> arguments, String input, String path)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    Path output = temporary.resolve("output");
    Path errors = temporary.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectInput(Files.writeString(temporary.resolve("input"), input).toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", path);
    builder.environment().remove("COPYDESK_JAVA_OPTS");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String entry = Echo.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream code = LauncherTest.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      assertThat(code).isNotNull().satisfies(found -> found.transferTo(out));
    }
  }

  private static Path findOnPath(String tool) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return Path.of(folder, tool);
      }
    }
    throw new AssertionError(tool + " is not on the path");
  }
}
