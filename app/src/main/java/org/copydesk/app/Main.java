package org.copydesk.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("copydesk " + version());
  }

  private static String version() throws IOException {
    try (InputStream file = Main.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      String commit = properties.getProperty("commit", "");
      String version = properties.getProperty("version", "");
      return commit.isEmpty() ? version : version + " (" + commit + ")";
    }
  }
}
