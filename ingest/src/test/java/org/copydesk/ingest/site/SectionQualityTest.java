package org.copydesk.ingest.site;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how well articles are told from navigation on pages of sites whose articles are known.
 * docs/ingest.md says how to run it and what the labels are worth.
 */
final class SectionQualityTest {

  /** A link on so large a part of a host's pages is navigation. */
  private static final double CONSTANT = 0.75;

  private static final int FEWEST_PAGES = 4;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final UrlNormalizer normalizer = new UrlNormalizer();
  private final PageLinks reader = new PageLinks(normalizer);

  private record Truth(String id, @Nullable String url, @Nullable String file) {}

  private record Page(URI url, List<PageLink> links) {}

  private enum Label {
    ARTICLE,
    LIKE_AN_ARTICLE,
    NAVIGATION
  }

  @Test
  void articlesAreToldFromNavigation() throws IOException {
    String folder = System.getProperty("copydesk.quality");
    assumeThat(folder).as("set copydesk.quality to a folder of unpacked sets").isNotNull();
    List<Page> pages = pages(Path.of(folder));

    Map<Label, int[]> counts = judge(pages);

    counts.forEach(
        (label, count) ->
            System.out.printf(
                Locale.ROOT,
                "%-16s %6d links, judged article %.3f%n",
                label,
                count[0],
                (double) count[1] / count[0]));
    int[] like = requireNonNull(counts.get(Label.LIKE_AN_ARTICLE));
    int[] navigation = requireNonNull(counts.get(Label.NAVIGATION));
    assertThat((double) like[1] / like[0]).as("recall").isGreaterThan(0.9);
    assertThat((double) navigation[1] / navigation[0]).as("false alarms").isLessThan(0.1);
    int judged = like[1] + navigation[1];
    double precision = (double) like[1] / judged;
    System.out.printf(
        Locale.ROOT, "precision %.3f of %d links that were judged articles%n", precision, judged);
    assertThat(precision).as("precision").isGreaterThan(0.85);
  }

  private Map<Label, int[]> judge(List<Page> pages) {
    Set<URI> articles = new HashSet<>();
    Map<String, Set<String>> shapes = new HashMap<>();
    Map<String, List<Page>> hosts = new HashMap<>();
    for (Page page : pages) {
      articles.add(page.url());
      hosts.computeIfAbsent(page.url().getHost(), host -> new ArrayList<>()).add(page);
      shapes
          .computeIfAbsent(page.url().getHost(), host -> new HashSet<>())
          .add(LinkShape.of(page.url()).text());
    }
    Map<Label, int[]> counts = new TreeMap<>();
    hosts.forEach(
        (host, all) -> {
          Set<URI> constant = constant(all);
          for (Page page : all) {
            Map<String, LinkJudge.Group> groups = LinkJudge.groups(page.links());
            for (PageLink link : page.links()) {
              label(link, articles, shapes.getOrDefault(host, Set.of()), constant)
                  .ifPresent(label -> count(counts, label, link, groups));
            }
          }
        });
    return counts;
  }

  private static Optional<Label> label(
      PageLink link, Set<URI> articles, Set<String> shapes, Set<URI> constant) {
    boolean isOfShape = shapes.contains(link.shape().text());
    boolean isTelling =
        link.shape().dateParts() >= 2
            || link.shape().idDigits() >= 5
            || (link.shape().slugWords() >= 5 && link.letters() >= 12);
    if (articles.contains(link.url()) && link.url().getPath().length() > 1) {
      return Optional.of(Label.ARTICLE);
    }
    if (isOfShape && isTelling && !constant.contains(link.url()) && !link.shape().isStatic()) {
      return Optional.of(Label.LIKE_AN_ARTICLE);
    }
    return constant.contains(link.url()) && !isOfShape
        ? Optional.of(Label.NAVIGATION)
        : Optional.empty();
  }

  private static void count(
      Map<Label, int[]> counts, Label label, PageLink link, Map<String, LinkJudge.Group> groups) {
    LinkJudge.Group group = requireNonNull(groups.get(link.shape().text()));
    double score = LinkJudge.score(link, group, LinkJudge.History.NONE, false);
    int[] count = counts.computeIfAbsent(label, l -> new int[2]);
    count[0]++;
    count[1] += score > 0 ? 1 : 0;
  }

  private static Set<URI> constant(List<Page> pages) {
    Map<URI, Integer> counts = new HashMap<>();
    pages.forEach(page -> page.links().forEach(link -> counts.merge(link.url(), 1, Integer::sum)));
    Set<URI> constant = new HashSet<>();
    counts.forEach(
        (url, count) -> {
          if (pages.size() >= FEWEST_PAGES && count >= CONSTANT * pages.size()) {
            constant.add(url);
          }
        });
    return constant;
  }

  private List<Page> pages(Path folder) throws IOException {
    List<Page> pages = new ArrayList<>();
    List<Path> truths;
    try (Stream<Path> files = Files.walk(folder, 2)) {
      truths = files.filter(file -> file.endsWith("truth.jsonl")).sorted().toList();
    }
    for (Path truth : truths) {
      for (String line : Files.readAllLines(truth)) {
        read(truth.resolveSibling("."), MAPPER.readValue(line, Truth.class), pages);
      }
    }
    return pages;
  }

  private void read(Path folder, Truth truth, List<Page> into) throws IOException {
    URI url = truth.url() == null ? null : normalizer.normalize(truth.url()).orElse(null);
    Path file = folder.resolve(truth.file() == null ? truth.id() + ".html" : truth.file());
    Path page = Files.exists(file) ? file : folder.resolve(truth.id());
    if (url != null && Files.isRegularFile(page)) {
      byte[] body = Files.readAllBytes(page);
      into.add(
          new Page(
              url,
              reader.of(Jsoup.parse(new ByteArrayInputStream(body), null, url.toString()), url)));
    }
  }
}
