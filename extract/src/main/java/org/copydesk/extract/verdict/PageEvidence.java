package org.copydesk.extract.verdict;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copydesk.extract.Trace;
import org.copydesk.extract.metadata.Metadata;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** What the judge looks at, read once from a page. */
final class PageEvidence {
  private static final int HEADLINE_SHORTEST = 25;
  private static final int HEADLINE_LONGEST = 200;
  private static final int PARAGRAPH = 80;
  private static final int ALL_TEXT_LIMIT = 4000;

  final String titles;
  final String path;
  final String query;
  final boolean saysArticle;
  final boolean saysVideo;
  final boolean saysList;
  final boolean saysSearch;
  final boolean dated;
  final boolean notFree;
  final int bodyLength;
  final int linkedHeadlines;
  final int teasers;
  final double teaserShare;
  final String shownText;

  /** Paragraphs that follow each other and were kept, in the longest row of such. */
  final List<String> story;

  PageEvidence(
      Document document,
      @Nullable URI url,
      Metadata metadata,
      List<Trace.BlockDecision> blocks,
      int bodyLength) {
    String headline = Objects.requireNonNullElse(metadata.headline(), "");
    this.titles = document.title() + "\n" + headline + "\n" + headings(blocks);
    this.path = url == null ? "" : lower(url.getPath());
    this.query = url == null ? "" : lower(url.getQuery());
    String types = " " + lower(String.join(" ", metadata.types())) + " ";
    this.saysArticle = types.contains("article") || types.contains("posting");
    this.saysVideo = types.contains("video");
    this.saysList = types.contains("collectionpage") || types.contains("itemlist");
    this.saysSearch = types.contains("searchresultspage");
    this.dated = metadata.datePublished() != null;
    this.notFree = Boolean.FALSE.equals(metadata.isAccessibleForFree());
    this.bodyLength = bodyLength;
    this.linkedHeadlines = (int) blocks.stream().filter(PageEvidence::isLinkedHeadline).count();
    this.teasers =
        (int) IntStream.range(0, blocks.size()).filter(at -> isTeaser(blocks, at)).count();
    this.teaserShare = teaserShare(blocks);
    this.shownText = shown(document, blocks);
    this.story = story(blocks);
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static String headings(List<Trace.BlockDecision> blocks) {
    return blocks.stream()
        .filter(block -> block.features().kind().equals("h1"))
        .limit(3)
        .map(Trace.BlockDecision::text)
        .collect(Collectors.joining("\n"));
  }

  private static boolean isLinkedHeadline(Trace.BlockDecision block) {
    Trace.Features features = block.features();
    return features.linkDensity() > 0.8
        && features.chars() >= HEADLINE_SHORTEST
        && features.chars() <= HEADLINE_LONGEST;
  }

  /** A short text right under a linked headline, or in one block with it. */
  private static boolean isTeaser(List<Trace.BlockDecision> blocks, int at) {
    Trace.BlockDecision block = blocks.get(at);
    Trace.Features features = block.features();
    if (features.chars() < 40 || features.chars() > 400) {
      return false;
    }
    boolean halfLinked = features.linkDensity() >= 0.3 && features.linkDensity() <= 0.8;
    return features.linkDensity() < 0.3
        ? at > 0 && isLinkedHeadline(blocks.get(at - 1))
        : halfLinked && block.text().indexOf('\n') > 0;
  }

  /** How much of what was kept is teasers and their headlines, by length. */
  private static double teaserShare(List<Trace.BlockDecision> blocks) {
    int kept = 0;
    int teasers = 0;
    for (int at = 0; at < blocks.size(); at++) {
      Trace.BlockDecision block = blocks.get(at);
      int length = block.kept() ? block.features().chars() : 0;
      kept += length;
      teasers += isTeaser(blocks, at) || isLinkedHeadline(block) ? length : 0;
    }
    return kept == 0 ? 0 : (double) teasers / kept;
  }

  /** Teasers stand alone, each under its headline; the paragraphs of a story stand together. */
  private static List<String> story(List<Trace.BlockDecision> blocks) {
    List<String> longest = List.of();
    List<String> row = new ArrayList<>();
    for (Trace.BlockDecision block : blocks) {
      Trace.Features features = block.features();
      boolean paragraph =
          block.kept() && features.chars() >= PARAGRAPH && features.linkDensity() < 0.2;
      if (paragraph) {
        row.add(block.text());
      } else if (block.kept() || features.linkDensity() > 0.5) {
        row = new ArrayList<>();
      }
      longest = row.size() > longest.size() ? row : longest;
    }
    return List.copyOf(longest);
  }

  /** The beginning of all text, with what is there for browsers without scripts. */
  private static String shown(Document document, List<Trace.BlockDecision> blocks) {
    StringBuilder text = new StringBuilder();
    for (Trace.BlockDecision block : blocks) {
      if (text.length() > ALL_TEXT_LIMIT) {
        return text.toString();
      }
      text.append(block.text()).append('\n');
    }
    document.getElementsByTag("noscript").forEach(element -> text.append(element.text()));
    return text.toString();
  }
}
