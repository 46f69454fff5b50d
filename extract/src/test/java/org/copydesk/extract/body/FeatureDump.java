package org.copydesk.extract.body;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
 * Writes the features of every block of every page in a folder, for {@code quality/train}. {@code
 * OUTPUT.blocks} holds a line {@code #names} with the features' names, for each page a line {@code
 * #page NAME}, for each block a line with its text after a colon; {@code OUTPUT.rows} the numbers
 * of all blocks, four bytes each, big end first.
 *
 * <p>Usage: {@code FeatureDump OUTPUT PAGE_FOLDER [SCORES]}. With a file of scores (a page's name
 * and its blocks' scores, tab-separated) the features are those of the second look.
 */
public final class FeatureDump {
  private final Map<String, double[]> scores;
  private final BufferedWriter blocks;
  private final DataOutputStream rows;
  private boolean named;

  private FeatureDump(Map<String, double[]> scores, BufferedWriter blocks, DataOutputStream rows) {
    this.scores = scores;
    this.blocks = blocks;
    this.rows = rows;
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, double[]> scores =
        arguments.length > 2 ? readScores(Path.of(arguments[2])) : Map.of();
    try (Stream<Path> files = Files.list(Path.of(arguments[1]));
        BufferedWriter blocks = Files.newBufferedWriter(Path.of(arguments[0] + ".blocks"));
        DataOutputStream rows =
            new DataOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(Path.of(arguments[0] + ".rows")), 1 << 20))) {
      FeatureDump dump = new FeatureDump(scores, blocks, rows);
      for (Path page : files.filter(FeatureDump::isPage).sorted().toList()) {
        dump.dump(page);
      }
    }
  }

  private static Map<String, double[]> readScores(Path file) throws IOException {
    Map<String, double[]> scores = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      double[] values =
          Arrays.stream(parts, 1, parts.length).mapToDouble(Double::parseDouble).toArray();
      scores.put(parts[0], values);
    }
    return scores;
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".html");
  }

  private void dump(Path page) throws IOException {
    Document document = new PageParser().parse(PageInput.of(Files.readAllBytes(page))).document();
    PageLayout layout = LayoutReader.read(document.body());
    String fileName = String.valueOf(page.getFileName());
    String name = fileName.substring(0, fileName.length() - ".html".length());
    PageWeigher.weighByShape(layout);
    double[] known = scores.get(name);
    if (known != null && known.length == layout.blocks().size()) {
      PageWeigher.weighByModel(layout, known);
    }
    Box container = new ContainerFinder(layout).choose("dump").container();
    FeatureReader reader = new FeatureReader(layout, PhraseRules.bundled(), hints(document));
    reader.look(container);
    blocks.write("#page " + name + "\n");
    FeatureRow row = FeatureRow.named();
    for (TextBlock block : layout.blocks()) {
      reader.read(block, row);
      write(row, block);
    }
  }

  private void write(FeatureRow row, TextBlock block) throws IOException {
    if (!named) {
      blocks.write("#names " + String.join("\t", row.names()) + "\n");
      named = true;
    }
    for (int index = 0; index < row.size(); index++) {
      rows.writeFloat(row.values[index]);
    }
    blocks.write(":" + block.text.replace('\n', ' ').replace('\r', ' ') + "\n");
  }

  private static BodyHints hints(Document document) {
    Metadata metadata = new MetadataExtractor().extract(document, null, null);
    String headline = metadata.headline();
    List<String> authors = metadata.authors().stream().map(Author::name).toList();
    return new BodyHints(headline == null ? "" : headline, authors, metadata.articleBody());
  }
}
