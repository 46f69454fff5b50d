package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the Dockerfile says about the image that runs: its last stage. */
final class ContainerImage {
  static final Path PATH = Path.of(System.getProperty("copydesk.root", "..")).resolve("Dockerfile");

  private final List<String> instructions;

  private ContainerImage(List<String> instructions) {
    this.instructions = instructions;
  }

  static ContainerImage read() throws IOException {
    String file = Files.readString(PATH).replace("\\\n", "");
    String lastStage = file.substring(file.lastIndexOf("\nFROM "));
    return new ContainerImage(lastStage.lines().filter(line -> !line.isBlank()).toList());
  }

  /** The variables that every container of it has. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    Arrays.stream(only("ENV ").strip().split("\\s+"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> environment.put(pair[0], pair[1]));
    return environment;
  }

  String entryPoint() {
    return only("ENTRYPOINT ");
  }

  /**
   * Writes the script that tells whether the container is ready, as the image's build does.
   *
   * @param folder where to; it gets the name that it has in the image
   */
  Path writeReadyScript(Path folder) throws IOException, InterruptedException {
    String step = only("RUN ");
    String end = "> ready";
    assertThat(step).contains(end);
    String write = step.substring(0, step.indexOf(end) + end.length());
    Process bash =
        new ProcessBuilder("bash", "-c", write).directory(folder.toFile()).inheritIO().start();
    assertThat(bash.waitFor()).isZero();
    return folder.resolve("ready");
  }

  private String only(String instruction) {
    List<String> found =
        instructions.stream().filter(line -> line.startsWith(instruction)).toList();
    assertThat(found).as(instruction).hasSize(1);
    return found.getFirst().substring(instruction.length());
  }
}
