package org.copydesk.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what each peer makes of the pages of sets, for the scorer: {@code OUTPUT/PEER/SET.jsonl}
 * with lines of {@code {"id", "body"}}.
 *
 * <p>Usage: {@code PeerTexts OUTPUT_FOLDER SET_FOLDER...}
 */
public final class PeerTexts {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PAGE = ".html";

  private PeerTexts() {}

  public static void main(String[] arguments) throws IOException {
    for (int index = 1; index < arguments.length; index++) {
      for (Peer peer : Peer.values()) {
        Path set = Path.of(arguments[index]);
        Path folder = Path.of(arguments[0], peer.name().toLowerCase(Locale.ROOT));
        Files.createDirectories(folder);
        write(peer, set, folder.resolve(set.getFileName() + ".jsonl"));
      }
    }
  }

  private static void write(Peer peer, Path set, Path output) throws IOException {
    try (Stream<Path> files = Files.list(set);
        BufferedWriter writer = Files.newBufferedWriter(output)) {
      for (Path page : files.filter(file -> file.toString().endsWith(PAGE)).sorted().toList()) {
        String name = Objects.requireNonNull(page.getFileName()).toString();
        String id = name.substring(0, name.length() - PAGE.length());
        writeLine(writer, id, text(peer, page));
      }
    }
  }

  /** A peer that fails on a page has made nothing of it. */
  private static String text(Peer peer, Path page) throws IOException {
    try {
      return peer.text(Files.readAllBytes(page));
    } catch (RuntimeException e) {
      System.err.println(peer + " failed on " + page.getFileName() + ": " + e);
      return "";
    }
  }

  private static void writeLine(Writer writer, String id, String body) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      generator.writeStartObject();
      generator.writeStringProperty("id", id);
      generator.writeStringProperty("body", body);
      generator.writeEndObject();
    }
    writer.write(line + "\n");
  }
}
