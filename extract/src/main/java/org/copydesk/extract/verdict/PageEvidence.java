package org.copydesk.extract.verdict;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copydesk.extract.Provenance;
import org.copydesk.extract.Trace;
import org.copydesk.extract.metadata.Metadata;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** What the judge looks at. What most pages are judged without is read when it is asked for. */
final class PageEvidence {
  private static final int HEADLINE_SHORTEST = 25;
  private static final int HEADING_SHORTEST = 12;
  private static final int BYLINE_LONGEST = 60;
  private static final int BYLINES = 3;
  private static final Pattern SLASH = Pattern.compile("/");
  private static final int HEADLINE_LONGEST = 200;
  private static final int PARAGRAPH = 80;

  /** In characters; of a longer title the rest says nothing more. */
  private static final int TITLE_LONGEST = 1000;

  private static final int ALL_TEXT_LIMIT = 4000;

  private final Document document;
  private final List<Trace.BlockDecision> blocks;

  private final String headline;

  final String path;
  final String query;
  final boolean saysArticle;
  final boolean saysVideo;
  final boolean saysList;
  final boolean saysSearch;

  /** Whether the page declares its date; one merely shown is also what each entry of a list has. */
  final boolean dated;

  /** Whether it has a date of any sort. */
  final boolean showsDate;

  final boolean notFree;
  final int bodyLength;

  PageEvidence(
      Document document,
      @Nullable URI url,
      Metadata metadata,
      List<Trace.BlockDecision> blocks,
      int bodyLength) {
    this.document = document;
    this.blocks = blocks;
    this.headline = Objects.requireNonNullElse(metadata.headline(), "");
    this.path = url == null ? "" : lower(url.getPath());
    this.query = url == null ? "" : lower(url.getQuery());
    String types = " " + lower(String.join(" ", metadata.types())) + " ";
    this.saysArticle = types.contains("article") || types.contains("posting");
    this.saysVideo = types.contains("video");
    this.saysList = types.contains("collectionpage") || types.contains("itemlist");
    this.saysSearch = types.contains("searchresultspage");
    this.showsDate = metadata.datePublished() != null;
    this.dated = showsDate && isDeclared(metadata);
    this.notFree = Boolean.FALSE.equals(metadata.isAccessibleForFree());
    this.bodyLength = bodyLength;
  }

  String titles() {
    return cut(document.title()) + "\n" + headline + "\n" + headings();
  }

  int linkedHeadlines() {
    return (int) blocks.stream().filter(PageEvidence::isLinkedHeadline).count();
  }

  int teasers() {
    return (int) IntStream.range(0, blocks.size()).filter(this::isTeaser).count();
  }

  /** What was kept, without headings. */
  String text() {
    return blocks.stream()
        .filter(block -> block.kept() && !isHeading(block))
        .map(Trace.BlockDecision::text)
        .collect(Collectors.joining("\n"));
  }

  /** Paragraphs that were kept and are no teasers. */
  List<String> ownParagraphs() {
    return IntStream.range(0, blocks.size())
        .filter(at -> isKeptParagraph(blocks.get(at)) && !isTeaser(at))
        .mapToObj(at -> blocks.get(at).text())
        .toList();
  }

  private static boolean isKeptParagraph(Trace.BlockDecision block) {
    return block.kept() && isParagraph(block);
  }

  private static boolean isParagraph(Trace.BlockDecision block) {
    return block.features().chars() >= PARAGRAPH && block.features().linkDensity() < 0.2;
  }

  /** Linked headlines with several paragraphs under each, where no story stands outside them. */
  int posts() {
    int posts = 0;
    int outside = 0;
    int row = 0;
    boolean post = false;
    for (int at = 0; at < blocks.size(); at++) {
      Trace.BlockDecision block = blocks.get(at);
      if (isHeading(block)) {
        post = isLinkedHeadline(block);
        row = 0;
      } else if (isParagraph(block)) {
        row++;
        posts += post && row == 2 ? 1 : 0;
        outside += !post && block.kept() ? 1 : 0;
      }
    }
    return outside >= 2 ? 0 : posts;
  }

  /** Whether a part of the address, between two slashes, is one of these words. */
  boolean isUnder(Set<String> words) {
    return SLASH.splitAsStream(path).anyMatch(words::contains);
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private String headings() {
    return blocks.stream()
        .filter(block -> block.features().kind().equals("h1"))
        .limit(3)
        .map(block -> cut(block.text()))
        .collect(Collectors.joining("\n"));
  }

  private static String cut(String title) {
    return title.substring(0, Math.min(title.length(), TITLE_LONGEST));
  }

  /** Any line that is all link and as long as a headline; a heading may be shorter. */
  private static boolean isLinkedHeadline(Trace.BlockDecision block) {
    Trace.Features features = block.features();
    int shortest = isHeading(block) ? HEADING_SHORTEST : HEADLINE_SHORTEST;
    return features.linkDensity() > 0.8
        && features.chars() >= shortest
        && features.chars() <= HEADLINE_LONGEST;
  }

  private static boolean isHeading(Trace.BlockDecision block) {
    String kind = block.features().kind();
    return kind.length() == 2 && kind.charAt(0) == 'h' && Character.isDigit(kind.charAt(1));
  }

  private static boolean isDeclared(Metadata metadata) {
    return metadata.provenance().stream()
        .filter(field -> field.field().equals("datePublished"))
        .flatMap(field -> field.chosen().stream())
        .map(Provenance.Candidate::source)
        .anyMatch(
            source ->
                source.contains("meta:") || source.contains("json-ld:") || source.equals("url"));
  }

  /** Whether a linked headline stands above, with no more than a date or a byline between. */
  private boolean isUnderLinkedHeadline(int at) {
    for (int above = at - 1; above >= Math.max(0, at - 1 - BYLINES); above--) {
      Trace.BlockDecision block = blocks.get(above);
      if (isLinkedHeadline(block)) {
        return true;
      }
      if (block.features().chars() > BYLINE_LONGEST || isHeading(block)) {
        return false;
      }
    }
    return false;
  }

  /** A short text under a linked headline, or in one block with it. */
  private boolean isTeaser(int at) {
    Trace.BlockDecision block = blocks.get(at);
    Trace.Features features = block.features();
    if (features.chars() < 40 || features.chars() > 400) {
      return false;
    }
    boolean halfLinked = features.linkDensity() >= 0.3 && features.linkDensity() <= 0.8;
    return features.linkDensity() < 0.3
        ? isUnderLinkedHeadline(at)
        : halfLinked && block.text().indexOf('\n') > 0;
  }

  /** How much of what was kept is teasers and their headlines, by length. */
  double teaserShare() {
    int kept = 0;
    int teasers = 0;
    for (int at = 0; at < blocks.size(); at++) {
      Trace.BlockDecision block = blocks.get(at);
      int length = block.kept() ? block.features().chars() : 0;
      boolean byline = length <= BYLINE_LONGEST && isUnderLinkedHeadline(at);
      kept += length;
      teasers += byline || isTeaser(at) || isLinkedHeadline(block) ? length : 0;
    }
    return kept == 0 ? 0 : (double) teasers / kept;
  }

  /**
   * Paragraphs that follow each other and were kept, in the longest row of such: teasers stand
   * alone, each under its headline; the paragraphs of a story stand together.
   */
  List<String> story() {
    List<String> longest = List.of();
    List<String> row = new ArrayList<>();
    for (Trace.BlockDecision block : blocks) {
      Trace.Features features = block.features();
      if (isKeptParagraph(block)) {
        row.add(block.text());
      } else if (block.kept() || features.linkDensity() > 0.5) {
        row = new ArrayList<>();
      }
      longest = row.size() > longest.size() ? row : longest;
    }
    return List.copyOf(longest);
  }

  /** The beginning of all text, with what is there for browsers without scripts. */
  String shownText() {
    StringBuilder text = new StringBuilder();
    for (Trace.BlockDecision block : blocks) {
      if (text.length() > ALL_TEXT_LIMIT) {
        return text.toString();
      }
      text.append(block.text()).append('\n');
    }
    document.filter((node, depth) -> addUnscripted(node, text));
    return text.toString();
  }

  /** Such elements may be nested; the outermost holds the text of all. */
  private static NodeFilter.FilterResult addUnscripted(Node node, StringBuilder text) {
    if (node instanceof Element element && element.normalName().equals("noscript")) {
      text.append(element.text());
      return NodeFilter.FilterResult.SKIP_CHILDREN;
    }
    return text.length() > ALL_TEXT_LIMIT
        ? NodeFilter.FilterResult.STOP
        : NodeFilter.FilterResult.CONTINUE;
  }
}
