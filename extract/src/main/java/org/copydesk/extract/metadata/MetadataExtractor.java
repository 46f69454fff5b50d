package org.copydesk.extract.metadata;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.copydesk.extract.Author;
import org.copydesk.extract.Image;
import org.copydesk.extract.Provenance;
import org.copydesk.extract.Publisher;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a page says about its article, with the provenance of every field. The page is
 * traversed once and not changed; all work and memory is bounded. Immutable and thread-safe.
 */
public final class MetadataExtractor {
  private final Clock clock;
  private final LanguageDetector languages = new LanguageDetector();

  public MetadataExtractor() {
    this(Clock.systemUTC());
  }

  /**
   * @param clock tells the latest plausible date for pages without a fetch time
   */
  public MetadataExtractor(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads the metadata of a page.
   *
   * @param url the page's address: resolves relative addresses and may hold the date
   * @param fetchedAt when the page was fetched: dates more than a day later are refused
   */
  public Metadata extract(Document document, @Nullable URI url, @Nullable Instant fetchedAt) {
    PageFacts facts = factsOf(document, url, fetchedAt);
    List<Provenance> provenance = new ArrayList<>();

    SiteName site = facts.siteName();
    HeadlineFinder headlines = new HeadlineFinder(facts, site);
    Candidates<Title> headline = headlines.find();
    HeadlinePlace place = new HeadlinePlace(headlines.heading());
    DateFinder dates =
        new DateFinder(facts, new DateReader(facts.language(), isDayFirst(facts)), place);
    dates.find();
    Candidates<List<Author>> authors = new AuthorFinder(facts, site, place).find();
    Candidates<String> canonical = CanonicalUrl.find(facts);
    Candidates<List<Image>> images = new ImageFinder(facts).find();
    DescriptionFinder descriptions = new DescriptionFinder(facts);
    String alternative = descriptions.alternativeHeadline();
    String description = descriptions.description();
    Publisher publisher = descriptions.publisher();
    String section = descriptions.articleSection();
    List<String> keywords = descriptions.keywords();
    Boolean free = descriptions.isAccessibleForFree();

    provenance.add(headline.provenance());
    provenance.add(authors.provenance());
    provenance.add(dates.published().provenance());
    provenance.add(dates.modified().provenance());
    provenance.add(facts.languages().provenance());
    provenance.add(canonical.provenance());
    provenance.add(images.provenance());
    provenance.addAll(descriptions.provenance());
    return new Metadata(
        headline.value() == null ? null : headline.value().text(),
        alternative,
        description,
        listOf(authors.value()),
        publisher,
        dates.published().value(),
        dates.modified().value(),
        facts.language(),
        canonical.value(),
        section,
        keywords,
        listOf(images.value()),
        free,
        descriptions.paywalledSelectors(),
        descriptions.types(),
        descriptions.articleBody(),
        provenance);
  }

  private static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private PageFacts factsOf(Document document, @Nullable URI url, @Nullable Instant fetchedAt) {
    Instant now = fetchedAt == null ? clock.instant() : fetchedAt;
    PageScan scan = PageScan.of(document);
    JsonLd jsonLd = JsonLd.read(scan.jsonLd);
    LinkedObject article = PageFacts.articleOf(jsonLd, url, scan);
    LocalDate latest = now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
    Candidates<String> language = LanguageFinder.find(scan, article, languages);
    return new PageFacts(scan, jsonLd, article, url, language, fetchedAt, latest);
  }

  private static boolean isDayFirst(PageFacts facts) {
    String declared = facts.scan().htmlLanguage;
    String locale = facts.scan().meta("og:locale");
    if (facts.language() == null || !facts.language().equals("en")) {
      return facts.language() != null || !facts.host().endsWith(".com");
    }
    String region = (declared + " " + locale).toLowerCase(Locale.ROOT);
    if (region.contains("us") || region.contains("ca")) {
      return false;
    }
    boolean elsewhere =
        Set.of("gb", "au", "ie", "nz", "in", "za").stream()
            .anyMatch(code -> region.contains("en-" + code) || region.contains("en_" + code));
    String host = facts.host();
    return elsewhere
        || Set.of(".uk", ".au", ".ie", ".nz", ".in", ".za", ".ng", ".ke").stream()
            .anyMatch(host::endsWith);
  }
}
