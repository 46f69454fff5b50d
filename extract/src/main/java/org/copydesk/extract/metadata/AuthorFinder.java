package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.copydesk.extract.Author;
import org.copydesk.extract.metadata.PageScan.Line;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jspecify.annotations.Nullable;

/** Finds who signed the article: JSON-LD, meta tags, the visible byline near the headline. */
final class AuthorFinder {
  private static final List<String> METAS =
      List.of(
          "author",
          "article:author",
          "article:author_name",
          "dc.creator",
          "dcterms.creator",
          "parsely-author",
          "sailthru.author",
          "byl",
          "authors",
          "author_name",
          "citation_author",
          "cxenseparse:author",
          "mrf:authors",
          "dc.contributor",
          "og:author",
          "creator",
          "twitter:creator:name");
  private static final int MAX_BYLINE = 300;

  private final PageFacts facts;
  private final int headline;
  private final Candidates<List<Author>> candidates =
      new Candidates<>("authors", AuthorFinder::shown);

  AuthorFinder(PageFacts facts, @Nullable Marked heading) {
    this.facts = facts;
    this.headline = heading == null ? -1 : heading.position();
  }

  Candidates<List<Author>> find() {
    jsonLd("author");
    jsonLd("creator");
    for (String name : METAS) {
      meta(name);
    }
    marked();
    visible();
    refuseSites();
    candidates.chooseFirst("first source in order of trust that names somebody");
    return candidates;
  }

  private void refuseSites() {
    List<Candidates.Candidate<List<Author>>> open = candidates.open();
    boolean somebody = open.stream().anyMatch(c -> !isSite(c.value));
    for (Candidates.Candidate<List<Author>> candidate : open) {
      if (somebody && isSite(candidate.value)) {
        candidate.refuse("names the site, not a person");
      }
    }
  }

  private boolean isSite(List<Author> authors) {
    return authors.size() == 1
        && siteNames().stream().anyMatch(name -> matches(name, authors.getFirst().name()));
  }

  private static boolean matches(String site, String name) {
    String one = MetadataText.folded(site).replace(" ", "");
    String other = MetadataText.folded(name).replace(" ", "");
    return one.equals(other)
        || (other.length() >= 4 && one.startsWith(other))
        || (one.length() >= 4 && other.contains(one));
  }

  private List<String> siteNames() {
    List<String> names = new ArrayList<>();
    for (String name :
        new @Nullable String[] {
          facts.metaText(200, "og:site_name"), facts.articleText("publisher", 200)
        }) {
      if (name != null) {
        names.add(name);
      }
    }
    String host = facts.host();
    names.add(host.startsWith("www.") ? host.substring(4) : host);
    return names;
  }

  private void jsonLd(String key) {
    LinkedObject article = facts.article();
    if (article == null) {
      return;
    }
    Map<String, Author> authors = new LinkedHashMap<>();
    for (Object value : article.values(key)) {
      String name = null;
      String url = null;
      if (value instanceof LinkedObject reference) {
        LinkedObject object = facts.jsonLd().resolve(reference);
        name = String.join(", ", object.texts("name"));
        url = object.address("url");
      } else if (value instanceof String text) {
        name = text;
      }
      if (name != null) {
        addAll(authors, AuthorNames.of(MetadataText.clean(name, MAX_BYLINE)), url);
      }
    }
    add("json-ld:" + key, authors);
  }

  private void meta(String name) {
    Map<String, Author> authors = new LinkedHashMap<>();
    for (PageScan.Meta meta : facts.scan().metas) {
      if (meta.name().equals(name)) {
        addAll(authors, AuthorNames.of(MetadataText.clean(meta.content(), MAX_BYLINE)), null);
      }
    }
    add("meta:" + name, authors);
  }

  private void marked() {
    List<Marked> near =
        facts.scan().bylines.stream()
            .filter(marked -> marked.furniture() == null)
            .sorted(
                (one, other) ->
                    Integer.compare(distance(one.position()), distance(other.position())))
            .limit(12)
            .toList();
    for (Marked marked : near) {
      Map<String, Author> authors = new LinkedHashMap<>();
      String text = MetadataText.lines(marked.element(), MAX_BYLINE);
      if (text.length() < 200) {
        addAll(authors, AuthorNames.of(text), null);
      }
      add("marked:" + marked.element().normalName(), authors);
    }
  }

  private int distance(int position) {
    return headline < 0
        ? position
        : position >= headline ? position - headline : 3 * (headline - position) + 2;
  }

  private void visible() {
    for (Line line : facts.scan().lines) {
      if (headline < 0 || line.position() < headline - 10 || line.position() > headline + 25) {
        continue;
      }
      String text = line.text();
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.startsWith("by ")
          || lower.startsWith("von ")
          || lower.startsWith("par ")
          || lower.startsWith("por ")) {
        Map<String, Author> authors = new LinkedHashMap<>();
        addAll(authors, AuthorNames.of(text), null);
        add("text", authors);
      }
    }
  }

  private static void addAll(
      Map<String, Author> authors, List<String> names, @Nullable String url) {
    for (String name : names) {
      boolean address = url != null && names.size() == 1 && url.startsWith("http");
      authors.putIfAbsent(MetadataText.folded(name), new Author(name, address ? url : null));
    }
  }

  private void add(String source, Map<String, Author> authors) {
    if (!authors.isEmpty()) {
      candidates.add(source, List.copyOf(authors.values()));
    }
  }

  private static String shown(List<Author> authors) {
    return authors.stream().map(Author::name).collect(Collectors.joining("; "));
  }
}
