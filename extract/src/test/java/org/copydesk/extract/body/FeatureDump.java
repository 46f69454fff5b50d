package org.copydesk.extract.body;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.copydesk.extract.Author;
import org.copydesk.extract.PageInput;
import org.copydesk.extract.metadata.Metadata;
import org.copydesk.extract.metadata.MetadataExtractor;
import org.copydesk.extract.page.PageParser;
import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.nodes.Document;

/**
 * Writes the features of every block of every page in a folder, for {@code quality/train}: for each
 * page a line {@code #page NAME}, for each block a line of tab-separated numbers and the text.
 *
 * <p>Usage: {@code FeatureDump OUTPUT PAGE_FOLDER}
 */
public final class FeatureDump {
  private static final Map<String, double[]> scores = new HashMap<>();

  private FeatureDump() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    if (arguments.length > 2) {
      for (String line : Files.readAllLines(Path.of(arguments[2]))) {
        String[] parts = line.split("\t", -1);
        double[] values = new double[parts.length - 1];
        for (int index = 0; index < values.length; index++) {
          values[index] = Double.parseDouble(parts[index + 1]);
        }
        scores.put(parts[0], values);
      }
    }
    try (Stream<Path> files = Files.list(folder);
        BufferedWriter writer = Files.newBufferedWriter(Path.of(arguments[0]))) {
      for (Path page : files.filter(FeatureDump::isPage).sorted().toList()) {
        dump(page, writer);
      }
    }
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".html");
  }

  private static void dump(Path page, BufferedWriter writer) throws IOException {
    Document document = new PageParser().parse(PageInput.of(Files.readAllBytes(page))).document();
    PageLayout layout = LayoutReader.read(document.body());
    FeatureRow row = FeatureRow.named();
    String name = String.valueOf(page.getFileName());
    writer.write("#page " + name.substring(0, name.length() - ".html".length()) + "\n");
    BodyHints hints = hints(document);
    PageWeigher.weighByShape(layout);
    double[] known = scores.get(page.getFileName().toString().replace(".html", ""));
    if (known != null && known.length == layout.blocks().size()) {
      PageWeigher.weighByModel(layout, known);
    }
    FeatureReader reader =
        new FeatureReader(
            layout,
            new ContainerFinder(layout).choose("dump").container(),
            PhraseRules.bundled(),
            hints);
    for (TextBlock block : layout.blocks()) {
      reader.read(block, row);
      if (block.index == 0) {
        writer.write("#names " + String.join("\t", row.names()) + "\n");
      }
      writer.write(line(row, block));
    }
  }

  private static String line(FeatureRow row, TextBlock block) {
    StringBuilder line = new StringBuilder();
    for (int index = 0; index < row.size(); index++) {
      line.append(String.format(Locale.ROOT, "%.4g", row.values[index])).append('\t');
    }
    return line.append(block.text.replace('\n', ' ').replace('\t', ' ')).append('\n').toString();
  }

  private static BodyHints hints(Document document) {
    Metadata metadata = new MetadataExtractor().extract(document, null, null);
    String headline = metadata.headline();
    List<String> authors = metadata.authors().stream().map(Author::name).toList();
    return new BodyHints(headline == null ? "" : headline, authors, metadata.articleBody());
  }
}
