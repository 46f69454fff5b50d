package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.copydesk.extract.Provenance;
import org.copydesk.extract.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields that are declared and need no comparison: description, section, tags, and more.
 */
final class DescriptionFinder {
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_NAME = 200;
  private static final int MAX_KEYWORDS = 50;
  private static final int MAX_BODY = 1_000_000;

  /** Each is looked for in the whole page. */
  private static final int MAX_SELECTORS = 20;

  private final PageFacts facts;
  private final List<Provenance> provenance = new ArrayList<>();

  DescriptionFinder(PageFacts facts) {
    this.facts = facts;
  }

  List<Provenance> provenance() {
    return provenance;
  }

  @Nullable String alternativeHeadline() {
    Candidates<String> candidates = texts("alternativeHeadline");
    candidates.add(
        "json-ld:alternativeHeadline", facts.articleText("alternativeHeadline", MAX_TEXT));
    return first(candidates);
  }

  @Nullable String description() {
    Candidates<String> candidates = texts("description");
    candidates.add("json-ld:description", facts.articleText("description", MAX_TEXT));
    for (String name :
        List.of("og:description", "description", "twitter:description", "dc.description")) {
      candidates.add("meta:" + name, facts.metaText(MAX_TEXT, name));
    }
    return first(candidates);
  }

  @Nullable Publisher publisher() {
    Candidates<Publisher> candidates = new Candidates<>("publisher", Publisher::name);
    LinkedObject article = facts.article();
    for (String key : List.of("publisher", "sourceOrganization")) {
      String name = facts.articleText(key, MAX_NAME);
      if (article == null) {
        continue;
      }
      String url = null;
      for (Object value : article.values(key)) {
        if (value instanceof LinkedObject reference) {
          LinkedObject object = facts.jsonLd().resolve(reference);
          String resolved = object.text("name");
          name = name == null && resolved != null ? MetadataText.clean(resolved, MAX_NAME) : name;
          url = object.text("url");
        }
      }
      candidates.add("json-ld:" + key, name == null ? null : new Publisher(name, url));
    }
    for (String meta : List.of("og:site_name", "application-name", "dc.publisher", "publisher")) {
      String name = facts.metaText(MAX_NAME, meta);
      candidates.add("meta:" + meta, name == null ? null : new Publisher(name, null));
    }
    candidates.chooseFirst("first in order of trust");
    provenance.add(candidates.provenance());
    return candidates.value();
  }

  @Nullable String articleSection() {
    Candidates<String> candidates = texts("articleSection");
    candidates.add("json-ld:articleSection", facts.articleText("articleSection", MAX_NAME));
    for (String name :
        List.of("article:section", "parsely-section", "og:section", "section", "dc.subject")) {
      candidates.add("meta:" + name, facts.metaText(MAX_NAME, name));
    }
    return first(candidates);
  }

  List<String> keywords() {
    Candidates<List<String>> candidates =
        new Candidates<>("keywords", list -> String.join(", ", list));
    LinkedObject article = facts.article();
    if (article != null) {
      addKeywords(candidates, "json-ld:keywords", article.texts("keywords"));
    }
    for (String name :
        List.of("article:tag", "og:article:tag", "parsely-tags", "news_keywords", "keywords")) {
      addKeywords(candidates, "meta:" + name, facts.scan().metas(name));
    }
    candidates.chooseFirst("first in order of trust");
    provenance.add(candidates.provenance());
    List<String> value = candidates.value();
    return value == null ? List.of() : value;
  }

  private static void addKeywords(
      Candidates<List<String>> candidates, String source, List<String> texts) {
    Set<String> words = new LinkedHashSet<>();
    for (String text : texts) {
      String clean = MetadataText.clean(text, 4_000);
      for (String word : texts.size() > 1 ? new String[] {clean} : clean.split("[,;]", -1)) {
        String keyword = word.strip();
        if (!keyword.isEmpty() && keyword.length() <= 100 && words.size() < MAX_KEYWORDS) {
          words.add(keyword);
        }
      }
    }
    if (!words.isEmpty()) {
      candidates.add(source, List.copyOf(words));
    }
  }

  @Nullable Boolean isAccessibleForFree() {
    Candidates<String> candidates = texts("isAccessibleForFree");
    candidates.add("json-ld:isAccessibleForFree", facts.articleText("isAccessibleForFree", 40));
    String tier = facts.metaText(40, "article:content_tier", "og:article:content_tier");
    candidates.add(
        "meta:article:content_tier",
        tier == null ? null : Boolean.toString(tier.equalsIgnoreCase("free")));
    String value = first(candidates);
    if (value == null) {
      return null;
    }
    return value.regionMatches(true, value.length() - Math.min(4, value.length()), "true", 0, 4);
  }

  List<String> paywalledSelectors() {
    List<String> selectors = new ArrayList<>();
    LinkedObject article = facts.article();
    for (Object value : article == null ? List.of() : article.values("hasPart")) {
      if (value instanceof LinkedObject part
          && "false".equalsIgnoreCase(part.text("isAccessibleForFree"))
          && selectors.size() < MAX_SELECTORS) {
        part.texts("cssSelector").stream()
            .filter(selector -> selector.length() <= 300)
            .limit(MAX_SELECTORS - selectors.size())
            .forEach(selectors::add);
      }
    }
    return selectors;
  }

  List<String> types() {
    Set<String> types = new LinkedHashSet<>();
    if (facts.article() != null) {
      types.addAll(facts.article().types());
    }
    String openGraph = facts.metaText(60, "og:type");
    if (openGraph != null) {
      types.add("og:" + openGraph);
    }
    return List.copyOf(types);
  }

  @Nullable String articleBody() {
    String body = facts.article() == null ? null : facts.article().text("articleBody");
    return body == null ? null : body.substring(0, Math.min(body.length(), MAX_BODY));
  }

  private Candidates<String> texts(String field) {
    return new Candidates<>(field, text -> text);
  }

  private @Nullable String first(Candidates<String> candidates) {
    candidates.chooseFirst("first in order of trust");
    provenance.add(candidates.provenance());
    return candidates.value();
  }
}
