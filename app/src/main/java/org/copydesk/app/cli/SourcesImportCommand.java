package org.copydesk.app.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.copydesk.ingest.registry.Edit;
import org.copydesk.ingest.registry.Opml;
import org.copydesk.ingest.registry.RegistryEdits;
import org.copydesk.ingest.registry.RegistryEdits.Differing;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows what a list names. */
@Command(
    name = "import",
    header = "Follows every source that a list names.",
    description = {
      "Reads OPML, as feed readers write it, or the sources of a configuration file in YAML or"
          + " JSON; the content tells which. Importing a list again changes nothing.",
      "",
      "Ends with 65 when an entry cannot be taken; the others are taken all the same. A YAML or"
          + " JSON file with a mistake is not taken at all."
    },
    footer = {
      "  copydesk sources import feeds.opml",
      "  copydesk sources import --dry-run feeds.opml",
      "  copydesk sources export | copydesk sources import --data other -"
    })
final class SourcesImportCommand extends HelpfulCommand implements Callable<Integer> {
  private static final int LOOKED_AT = 1024;

  /** The bytes of the marks of UTF-8 and UTF-16. */
  private static final String BYTE_ORDER_MARKS = "\u00ef\u00bb\u00bf\u00fe\u00ff";

  private final Surroundings surroundings;
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  @Parameters(paramLabel = "FILE|-", description = "The list; - is standard input.")
  private String input = "";

  @Option(
      names = "--replace",
      description = "Change sources that are followed already in another way than the list says.")
  private boolean replace;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  /** What a list holds, whatever its form. */
  private record Wishes(List<SourceConfig> sources, boolean areNamed, List<String> problems) {}

  SourcesImportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Wishes wishes = wishes(read());
    Output output = surroundings.output();
    int status = registry.edit(surroundings, dryRun, edits -> edits(edits, wishes));
    wishes
        .problems()
        .forEach(problem -> output.say("copydesk: Left out: " + OutsideText.safe(problem)));
    if (dryRun) {
      output.say("copydesk: Nothing was changed: this is what would be done without --dry-run.");
    }
    boolean isWhole = wishes.problems().isEmpty();
    return status == 0 && !isWhole ? ExitCode.DATA.status() : status;
  }

  private List<Edit> edits(RegistryEdits edits, Wishes wishes) {
    List<Edit> all = new ArrayList<>();
    // A list of feeds has names of its own for them, and says nothing of how often to look.
    Differing kept = wishes.areNamed() ? Differing.REFUSED : Differing.KEPT;
    for (SourceConfig source : wishes.sources()) {
      all.add(edits.add(source, wishes.areNamed(), replace ? Differing.REPLACED : kept));
    }
    return all;
  }

  private Wishes wishes(byte[] list) {
    if (!isXml(list)) {
      List<SourceConfig> sources = configured(list);
      if (sources.isEmpty()) {
        throw new ServiceFailure(ExitCode.DATA, "The list names no source.");
      }
      return new Wishes(sources, true, List.of());
    }
    Opml.Reading opml =
        Opml.read(list)
            .orElseThrow(
                () ->
                    new ServiceFailure(
                        ExitCode.DATA, "The list is XML, but no OPML: it has no opml element."));
    if (opml.feeds().isEmpty()) {
      throw new ServiceFailure(ExitCode.DATA, "The list names no feed.");
    }
    return new Wishes(opml.feeds(), false, opml.problems());
  }

  /** Whether the first character is one that begins markup, in whatever encoding. */
  private static boolean isXml(byte[] list) {
    return new String(list, 0, Math.min(LOOKED_AT, list.length), ISO_8859_1)
        .chars()
        .filter(c -> c > ' ' && BYTE_ORDER_MARKS.indexOf(c) < 0)
        .limit(1)
        .anyMatch(c -> c == '<');
  }

  /** The configuration's own reader holds the file to the configuration's rules. */
  private List<SourceConfig> configured(byte[] list) {
    try {
      Path copy = Files.createTempFile("copydesk-sources", ".yaml");
      try {
        Files.write(copy, list);
        return ConfigLoader.load(copy, Map.of(), Map.of()).config().sources();
      } catch (ServiceFailure wrong) {
        String message = named(String.valueOf(wrong.getMessage()), copy);
        throw new ServiceFailure(ExitCode.DATA, message, wrong);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new ServiceFailure(
          ExitCode.CANNOT_CREATE, "The folder for temporary files cannot be written.", e);
    }
  }

  /** The operator knows the list by another name than its copy has. */
  private String named(String message, Path copy) {
    String name = input.equals("-") ? "standard input" : input;
    return message.replace(copy.toString(), name).replace(String.valueOf(copy.getFileName()), name);
  }

  private byte[] read() {
    try (InputStream in =
        input.equals("-") ? surroundings.input() : Files.newInputStream(Path.of(input))) {
      byte[] list = in.readNBytes(Opml.MAX_BYTES + 1);
      if (list.length > Opml.MAX_BYTES) {
        throw new ServiceFailure(
            ExitCode.DATA, "%s is larger than %d MiB.".formatted(input, Opml.MAX_BYTES >> 20));
      }
      return list;
    } catch (IOException | InvalidPathException e) {
      boolean absent = e instanceof NoSuchFileException || e instanceof InvalidPathException;
      throw new ServiceFailure(
          ExitCode.NO_INPUT,
          "%s cannot be read: %s."
              .formatted(input, absent ? "no such file" : "no permission, or a folder"),
          e);
    }
  }
}
