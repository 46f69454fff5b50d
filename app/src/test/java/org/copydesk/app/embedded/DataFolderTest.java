package org.copydesk.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.copydesk.app.embedded.Instance.Database;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final Database DATABASE =
      new Database("jdbc:postgresql://127.0.0.1:1/copydesk", "copydesk", "secret");

  @TempDir Path temporary;

  @Test
  void aSecondProcessIsRefusedWithTheFirstOnesPid() {
    Path path = temporary.resolve("data");
    try (DataFolder first = DataFolder.open(path)) {
      first.publish(Instance.ofThisProcess("127.0.0.1:9", DATABASE, null, null));

      assertThatExceptionOfType(ServiceFailure.class)
          .isThrownBy(() -> DataFolder.open(path).close())
          .withMessageContaining("in use by process " + ProcessHandle.current().pid())
          .extracting(ServiceFailure::exitCode)
          .isEqualTo(ExitCode.SYSTEM);
    }
  }

  @Test
  void aClosedFolderCanBeOpenedAgain() {
    Path path = temporary.resolve("data");
    DataFolder.open(path).close();

    try (DataFolder again = DataFolder.open(path)) {
      assertThat(again.path()).isEqualTo(path);
    }
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.createFile(temporary.resolve("taken"));

    assertThatExceptionOfType(ServiceFailure.class)
        .isThrownBy(() -> DataFolder.open(file).close())
        .withMessageContaining(file.toString())
        .withMessageContaining("is not a folder")
        .extracting(ServiceFailure::exitCode)
        .isEqualTo(ExitCode.CANNOT_CREATE);
  }

  @Test
  void whatRunsIsFoundWithItsPasswordButPrintedWithout() {
    try (DataFolder folder = DataFolder.open(temporary)) {
      Instance published =
          Instance.ofThisProcess("127.0.0.1:9", DATABASE, "http://127.0.0.1:8", null);
      folder.publish(published);

      assertThat(DataFolder.running(temporary)).contains(published);
      assertThat(published.toString()).doesNotContain("secret");
    }
  }

  @Test
  void theOwnerAloneMayReadTheInstanceFile() throws IOException {
    try (DataFolder folder = DataFolder.open(temporary)) {
      folder.publish(Instance.ofThisProcess(null, DATABASE, null, null));

      assertThat(Files.getPosixFilePermissions(temporary.resolve("instance.json")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void nothingRunsAfterAClose() {
    DataFolder folder = DataFolder.open(temporary);
    folder.publish(Instance.ofThisProcess(null, DATABASE, null, null));

    folder.close();

    assertThat(DataFolder.running(temporary)).isEmpty();
  }

  @Test
  void aReusedPidIsNotTakenForTheProcessThatWroteTheFile() {
    try (DataFolder folder = DataFolder.open(temporary)) {
      long pid = ProcessHandle.current().pid();
      folder.publish(new Instance(pid, Instant.EPOCH.plusSeconds(1), null, DATABASE, null, null));

      assertThat(DataFolder.running(temporary)).isEmpty();
    }
  }

  @Test
  void nothingRunsInAFolderThatIsNotThere() {
    assertThat(DataFolder.running(temporary.resolve("nowhere"))).isEmpty();
  }

  @Test
  void nothingRunsWhereTheInstanceFileIsCutShort() throws IOException {
    Files.writeString(temporary.resolve("instance.json"), "{\"pid\": 1");

    assertThat(DataFolder.running(temporary)).isEmpty();
  }
}
