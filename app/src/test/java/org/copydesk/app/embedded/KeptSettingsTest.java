package org.copydesk.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSettingsTest {
  @TempDir Path temporary;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = temporary.resolve("kept.properties");
  }

  @Test
  void thePortAndTheSecretStayTheSame() throws IOException {
    KeptSettings first = KeptSettings.load(file);
    int port = first.port("broker.port", 0);
    String secret = first.secret("database.password");

    KeptSettings second = KeptSettings.load(file);

    assertThat(second.port("broker.port", 0)).isEqualTo(port);
    assertThat(second.secret("database.password")).isEqualTo(secret).hasSizeGreaterThan(40);
  }

  @Test
  void aKeptPortThatIsTakenGivesWayToAnother() throws IOException {
    int port = KeptSettings.load(file).port("broker.port", 0);

    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(KeptSettings.load(file).port("broker.port", 0)).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aConfiguredPortThatIsTakenIsNamed() throws IOException {
    KeptSettings settings = KeptSettings.load(file);

    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(ServiceFailure.class)
          .isThrownBy(() -> settings.port("broker.port", taken.getLocalPort()))
          .withMessageContaining("Port " + taken.getLocalPort() + " (broker.port)");
    }
  }
}
