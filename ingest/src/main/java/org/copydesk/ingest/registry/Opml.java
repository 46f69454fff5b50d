package org.copydesk.ingest.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.SourceRules;
import org.copydesk.pipeline.config.SourceRules.Checked;
import org.copydesk.pipeline.message.Source;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Lists of feeds as other readers write and read them (OPML 1.0 to 2.0). Read leniently, because
 * many a list holds a bare ampersand: an element tree of bounded depth, no document type, no
 * entities but characters, nothing ever loaded. Folders are passed through and not kept.
 *
 * @see <a href="http://opml.org/spec2.opml">OPML 2.0</a>
 */
public final class Opml {

  /** A list of a hundred thousand feeds is a fifth of this. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  /** As many sources as a configuration file may hold. */
  private static final int MAX_FEEDS = 100_000;

  /** Deeper folders than this are read as if they lay higher. */
  private static final int MAX_DEPTH = 100;

  private Opml() {}

  /**
   * What a list holds.
   *
   * @param feeds in the list's order
   * @param problems a sentence for each outline that cannot be taken
   */
  public record Reading(List<SourceConfig> feeds, List<String> problems) {
    public Reading {
      feeds = List.copyOf(feeds);
      problems = List.copyOf(problems);
    }
  }

  /** Reads a list; empty when it is no OPML. Never throws for any input. */
  public static Optional<Reading> read(byte[] list) {
    Document document = parse(list);
    if (document.getElementsByTag("opml").isEmpty()) {
      return Optional.empty();
    }
    List<SourceConfig> feeds = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Element outline : document.getElementsByTag("outline")) {
      String address = outline.attr("xmlurl").strip();
      if (address.isEmpty()) {
        noteNonFeed(outline, problems);
      } else if (feeds.size() == MAX_FEEDS) {
        problems.add(
            "The list holds more than %d feeds; the rest is left out.".formatted(MAX_FEEDS));
        break;
      } else {
        switch (feed(address, outline)) {
          case Checked.Good good -> feeds.add(good.source());
          case Checked.Bad bad -> problems.add(String.join(" ", bad.sentences()));
        }
      }
    }
    return Optional.of(new Reading(feeds, problems));
  }

  /** Writes sources that are feeds; there is no word in OPML for the others. */
  public static String write(Collection<Source> sources) {
    StringBuilder text =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0">
              <head>
                <title>Sources followed by Copydesk</title>
              </head>
              <body>
            """);
    for (Source source : sources) {
      if (source.kind() == Source.Kind.FEED) {
        String name = escaped(Objects.requireNonNullElse(source.name(), source.id()));
        text.append("    <outline type=\"rss\" text=\"%s\"".formatted(name));
        if (source.name() != null) {
          text.append(" title=\"%s\"".formatted(name));
        }
        text.append(" xmlUrl=\"%s\"/>\n".formatted(escaped(source.url().toString())));
      }
    }
    return text.append("  </body>\n</opml>\n").toString();
  }

  private static Document parse(byte[] list) {
    Parser parser = Parser.xmlParser().setMaxDepth(MAX_DEPTH).settings(ParseSettings.htmlDefault);
    try {
      return Jsoup.parse(new ByteArrayInputStream(list), null, "", parser);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static Checked feed(String address, Element outline) {
    String title = outline.attr("title").isBlank() ? outline.attr("text") : outline.attr("title");
    @Nullable String name = SourceRules.name(title).orElse(null);
    return SourceRules.check(SourceConfig.Kind.FEED, Registry.address(address), null, name, null);
  }

  /** Folders are the rule; what points somewhere but is no feed is worth a word. */
  private static void noteNonFeed(Element outline, List<String> problems) {
    String type = outline.attr("type").toLowerCase(Locale.ROOT);
    boolean pointsElsewhere = type.equals("include") || type.equals("link");
    if (pointsElsewhere || type.equals("rss") || type.equals("atom")) {
      String name = SourceRules.name(outline.attr("text")).orElse("without a name");
      problems.add("The outline %s (type %s) has no xmlUrl.".formatted(name, type));
    }
  }

  /** For an attribute's value; what XML cannot hold is left out. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .filter(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF && !isSurrogate(c))
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
