package org.copydesk.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.copydesk.app.Main;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "copydesk " + version(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")"
    };
  }

  /** The build writes it; outside a git clone it knows no commit. */
  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Main.class.getResourceAsStream("version.properties")) {
      properties.load(file);
    }
    String commit = properties.getProperty("commit", "");
    String version = properties.getProperty("version", "");
    return commit.isEmpty() ? version : version + " (" + commit + ")";
  }
}
