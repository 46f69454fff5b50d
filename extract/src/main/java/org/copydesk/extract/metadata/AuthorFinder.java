package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.copydesk.extract.Author;
import org.copydesk.extract.metadata.Candidates.Candidate;
import org.copydesk.extract.metadata.PageScan.Line;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jsoup.nodes.Element;
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
          "og:author",
          "og:article:author",
          "creator",
          "dc.contributor");
  private static final double JSON_LD_VOTE = 10;
  private static final double BYLINE_VOTE = 1.5;
  private static final double TEXT_VOTE = 1.2;
  private static final double HANDLE_VOTE = 0.4;
  private static final double FAR_VOTE = 0.2;
  private static final int MAX_BYLINE = 300;
  private static final int MAX_LINE = 160;
  private static final int MAX_MARKED = 10;
  private static final int BYLINE_REACH = 15;
  private static final int LINK_REACH = 60;

  private final PageFacts facts;
  private final HeadlinePlace place;
  private final SiteName site;
  private final Candidates<List<Author>> candidates =
      new Candidates<>("authors", AuthorFinder::shown);
  private final List<Candidate<List<Author>>> linked = new ArrayList<>();
  private final Map<Candidate<List<Author>>, Double> weights = new HashMap<>();

  AuthorFinder(PageFacts facts, SiteName site, HeadlinePlace place) {
    this.facts = facts;
    this.place = place;
    this.site = site;
  }

  Candidates<List<Author>> find() {
    jsonLd("author");
    jsonLd("creator");
    METAS.forEach(this::meta);
    card();
    marked();
    visible();
    refuseSites();
    choose();
    return candidates;
  }

  /**
   * Each source votes for its set of names: JSON-LD most, then the byline next to the headline,
   * then meta tags; the first of the equal ones wins, unless the byline's links name it and more.
   */
  private void choose() {
    List<Candidate<List<Author>>> open = candidates.open();
    if (open.isEmpty()) {
      return;
    }
    Map<Set<String>, Double> votes = new HashMap<>();
    for (Candidate<List<Author>> candidate : open) {
      votes.merge(names(candidate.value), weights.getOrDefault(candidate, 1.0), Double::sum);
    }
    Candidate<List<Author>> best = open.getFirst();
    for (Candidate<List<Author>> candidate : open) {
      double lead =
          votes.getOrDefault(names(candidate.value), 0.0)
              - votes.getOrDefault(names(best.value), 0.0);
      best = lead > 1e-9 ? candidate : best;
    }
    for (Candidate<List<Author>> candidate : linked) {
      if (open.contains(candidate) && completes(candidate.value, best.value)) {
        candidates.choose(candidate, "links of the byline name the declared authors and more");
        return;
      }
    }
    candidates.choose(best, "most and best sources agree");
  }

  /** Whether a list holds another one and further names. */
  private static boolean completes(List<Author> list, List<Author> other) {
    Set<String> known = names(other);
    Set<String> all = names(list);
    return all.containsAll(known) && all.size() > known.size() && all.size() <= known.size() + 5;
  }

  private static Set<String> names(List<Author> authors) {
    return authors.stream()
        .map(author -> MetadataText.folded(author.name()))
        .collect(Collectors.toSet());
  }

  private void refuseSites() {
    List<Candidate<List<Author>>> open = candidates.open();
    boolean somebody = open.stream().anyMatch(candidate -> !isSite(candidate.value));
    for (Candidate<List<Author>> candidate : open) {
      if (somebody && isSite(candidate.value)) {
        candidate.refuse("names the site, not a person");
      }
    }
  }

  private boolean isSite(List<Author> authors) {
    return authors.size() == 1 && site.isSite(authors.getFirst().name());
  }

  private void jsonLd(String key) {
    LinkedObject article = facts.article();
    if (article == null) {
      return;
    }
    Map<String, Author> authors = new LinkedHashMap<>();
    for (Object value : article.values(key)) {
      if (value instanceof LinkedObject reference) {
        LinkedObject object = facts.jsonLd().resolve(reference);
        for (String name : object.texts("name")) {
          addAll(
              authors,
              AuthorNames.declared(MetadataText.clean(name, MAX_BYLINE)),
              object.address("url"));
        }
      } else if (value instanceof String text) {
        addAll(authors, AuthorNames.declared(MetadataText.clean(text, MAX_BYLINE)), null);
      }
    }
    add("json-ld:" + key, authors.values(), JSON_LD_VOTE);
  }

  private void meta(String name) {
    if (facts.scan().metas(name).isEmpty()) {
      return;
    }
    Map<String, Author> authors = new LinkedHashMap<>();
    for (String content : facts.scan().metas(name)) {
      String text = MetadataText.clean(content, MAX_BYLINE);
      boolean library = name.startsWith("citation") || name.startsWith("dc");
      addAll(authors, AuthorNames.declared(library ? AuthorNames.turned(text) : text), null);
    }
    boolean handle =
        authors.size() == 1 && authors.keySet().stream().noneMatch(key -> key.indexOf(' ') > 0);
    add("meta:" + name, authors.values(), handle ? HANDLE_VOTE : 1);
  }

  /** Sharing cards say "Written by" beside a name in {@code twitter:label1} and {@code data1}. */
  private void card() {
    for (String number : List.of("1", "2")) {
      String label = facts.metaText(MAX_BYLINE, "twitter:label" + number);
      String name = facts.metaText(MAX_BYLINE, "twitter:data" + number);
      if (label != null && name != null && AuthorNames.isBareLead(label)) {
        add(
            "meta:twitter:data" + number,
            AuthorNames.declared(name).stream().map(Author::of).toList(),
            1);
      }
    }
  }

  /** Elements and links marked as an author's, the nearest to the headline first. */
  private void marked() {
    boolean declared = !candidates.open().isEmpty();
    List<Marked> near =
        facts.scan().bylines.stream()
            .filter(marked -> !declared || place.distance(marked.position()) <= BYLINE_REACH)
            .filter(marked -> !place.isAside(marked.furniture()))
            .filter(
                marked ->
                    !place.isKnown()
                        || place.distance(marked.position()) <= LINK_REACH
                        || marked.has(ClassSignals.AUTHOR | ClassSignals.BYLINE))
            .sorted(Comparator.comparingInt(marked -> place.distance(marked.position())))
            .limit(MAX_MARKED)
            .toList();
    double vote = BYLINE_VOTE;
    Set<Element> done = new HashSet<>();
    for (Marked marked : near) {
      if (isWithin(marked.element(), done)) {
        continue;
      }
      List<Author> authors =
          place.isAround(marked.element()) ? List.of() : authorsIn(marked.element());
      if (authors.isEmpty()) {
        continue;
      }
      boolean close = place.isKnown() && place.distance(marked.position()) <= BYLINE_REACH;
      Candidate<List<Author>> added =
          add("byline:" + marked.element().normalName(), authors, close ? vote : FAR_VOTE);
      vote = close ? FAR_VOTE : vote;
      boolean byLinks = authors.stream().allMatch(author -> author.url() != null);
      if (byLinks) {
        done.add(marked.element());
      }
      if (byLinks && close && added != null) {
        linked.add(added);
      }
    }
  }

  private static boolean isWithin(Element element, Set<Element> others) {
    Element at = others.isEmpty() ? null : element;
    for (int i = 0; at != null && i < 6; i++) {
      if (others.contains(at)) {
        return true;
      }
      at = at.parent();
    }
    return false;
  }

  /** The authors that links inside an element name; without such links, those in its text. */
  private static List<Author> authorsIn(Element byline) {
    Map<String, Author> authors = new LinkedHashMap<>();
    String text = MetadataText.lines(byline, MAX_BYLINE);
    if (text.length() >= MAX_BYLINE) {
      return List.of();
    }
    for (Element link : byline.getElementsByTag("a")) {
      String href = link.attr("href");
      if (link.attr("rel").contains("author") || ClassSignals.isAuthorLink(href)) {
        List<String> names = AuthorNames.visible(linkText(link));
        addAll(authors, names, names.size() == 1 ? addressOf(link, href) : null);
      }
    }
    if (authors.isEmpty()) {
      addAll(authors, AuthorNames.visible(text), null);
    }
    return List.copyOf(authors.values());
  }

  /** Null at once for a part of an address on a page without one: jsoup finds out by exceptions. */
  private static @Nullable String addressOf(Element link, String href) {
    boolean partial = href.indexOf(':') < 0 && link.baseUri().isEmpty();
    return partial ? null : link.absUrl("href");
  }

  /** A link's lines; joined where the first is but one word, such as a given name. */
  private static String linkText(Element link) {
    String lines = MetadataText.lines(link, MAX_BYLINE);
    int end = lines.indexOf('\n');
    int space = lines.indexOf(' ');
    boolean oneWord = end > 0 && (space < 0 || space > end);
    return oneWord ? lines.replace('\n', ' ') : lines;
  }

  /** Lines near the headline that begin or end like a byline, or follow a lone "By". */
  private void visible() {
    boolean lead = false;
    for (Line line : facts.scan().lines) {
      if (!place.isWithin(line.position(), 10, 25) || place.isAside(line.furniture())) {
        continue;
      }
      if (line.node().getWholeText().length() > MAX_LINE) {
        lead = false;
        continue;
      }
      String text = line.text();
      String rest = AuthorNames.withoutLead(text);
      if (lead || rest.length() < text.length() || AuthorNames.isReporters(text)) {
        add("text", AuthorNames.visible(text).stream().map(Author::of).toList(), TEXT_VOTE);
      }
      lead = rest.isEmpty() && text.length() <= 30;
    }
  }

  private static void addAll(
      Map<String, Author> authors, List<String> names, @Nullable String url) {
    for (String name : names) {
      boolean address = url != null && names.size() == 1 && url.startsWith("http");
      authors.putIfAbsent(MetadataText.folded(name), new Author(name, address ? url : null));
    }
  }

  /** Adds a candidate; the site's own name beside others is left out. */
  private @Nullable Candidate<List<Author>> add(
      String source, Collection<Author> authors, double vote) {
    List<Author> people = new ArrayList<>(authors);
    if (people.size() > 1) {
      people.removeIf(author -> site.isSite(author.name()));
    }
    List<Author> list = people.isEmpty() ? List.copyOf(authors) : List.copyOf(people);
    Candidate<List<Author>> added =
        list.isEmpty() ? null : candidates.add(source, list).orElse(null);
    if (added != null) {
      weights.put(added, vote);
    }
    return added;
  }

  private static String shown(List<Author> authors) {
    return authors.stream().map(Author::name).collect(Collectors.joining("; "));
  }
}
