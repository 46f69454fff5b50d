package org.copydesk.extract.metadata;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.metadata.PageScan.Line;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds when the article was published and when it was changed, apart from each other: declared
 * dates first, then dates marked as such near the headline, then visible text, then the address.
 */
final class DateFinder {
  private static final LocalDate FIRST = LocalDate.of(1995, 1, 1);
  private static final int LINES_BEFORE = 12;
  private static final int LINES_AFTER = 30;
  private static final int MARKED_AFTER = 60;

  private static final List<String> PUBLISHED_METAS =
      List.of(
          "article:published_time",
          "og:article:published_time",
          "article:published",
          "og:published_time",
          "datepublished",
          "parsely-pub-date",
          "sailthru.date",
          "publish-date",
          "publish_date",
          "publishdate",
          "published_time",
          "published-date",
          "publication_date",
          "pubdate",
          "published",
          "dc.date.issued",
          "dcterms.issued",
          "dcterms.created",
          "dc.date.created",
          "dc.date",
          "dcterms.date",
          "citation_publication_date",
          "citation_date",
          "cxenseparse:recs:publishtime",
          "article.published",
          "article:published_date",
          "originalpublicationdate",
          "displaydate",
          "date",
          "datecreated",
          "rbpubdate",
          "ptime",
          "bt:pubdate",
          "article_date_original",
          "article.created",
          "og:pubdate",
          "created",
          "release_date",
          "video:release_date");

  private static final List<String> MODIFIED_METAS =
      List.of(
          "article:modified_time",
          "og:article:modified_time",
          "og:updated_time",
          "datemodified",
          "dcterms.modified",
          "dc.date.modified",
          "last-modified",
          "lastmod",
          "article:updated_time",
          "revised");

  private final PageFacts facts;
  private final DateReader reader;
  private final int headline;
  private final Candidates<PublishedDate> published =
      new Candidates<>("datePublished", PublishedDate::toIso8601);
  private final Candidates<PublishedDate> modified =
      new Candidates<>("dateModified", PublishedDate::toIso8601);

  DateFinder(PageFacts facts, DateReader reader, @Nullable Marked heading) {
    this.facts = facts;
    this.reader = reader;
    this.headline = heading == null ? -1 : heading.position();
  }

  Candidates<PublishedDate> published() {
    return published;
  }

  Candidates<PublishedDate> modified() {
    return modified;
  }

  void find() {
    declared(published, "json-ld:datePublished", articleValue("datePublished"));
    metas(published, PUBLISHED_METAS);
    properties();
    declared(modified, "json-ld:dateModified", articleValue("dateModified"));
    metas(modified, MODIFIED_METAS);
    marked();
    visible();
    if (facts.url() != null) {
      published.add("url", UrlDate.of(facts.url())).ifPresent(this::judge);
    }
    declared(published, "json-ld:dateCreated", articleValue("dateCreated"));
    declared(published, "json-ld:uploadDate", articleValue("uploadDate"));
    published.chooseFirst("first plausible source in order of trust");
    modified.chooseFirst("first plausible source in order of trust");
  }

  private @Nullable String articleValue(String name) {
    return facts.article() == null ? null : facts.article().text(name);
  }

  private void metas(Candidates<PublishedDate> candidates, List<String> names) {
    for (String name : names) {
      declared(candidates, "meta:" + name, facts.scan().meta(name));
    }
  }

  private void declared(
      Candidates<PublishedDate> candidates, String source, @Nullable String value) {
    if (value != null) {
      reader.readValue(value).flatMap(date -> candidates.add(source, date)).ifPresent(this::judge);
    }
  }

  private void judge(Candidates.Candidate<PublishedDate> candidate) {
    LocalDate day = candidate.value.day();
    if (day.isBefore(FIRST)) {
      candidate.refuse("before the web");
    } else if (day.isAfter(facts.latest())) {
      candidate.refuse("in the future");
    }
  }

  private void properties() {
    for (Marked marked : facts.scan().properties) {
      String name = marked.element().attr("itemprop");
      boolean isPublished = name.contains("datePublished");
      if ((isPublished || name.contains("dateModified")) && marked.furniture() == null) {
        declared(
            isPublished ? published : modified,
            "itemprop:" + (isPublished ? "datePublished" : "dateModified"),
            valueOf(marked.element()));
      }
    }
  }

  /** Elements that are a time or look like a date, the nearest to the headline first. */
  private void marked() {
    List<Marked> near =
        facts.scan().dates.stream()
            .filter(
                marked -> marked.furniture() == null && distance(marked.position()) < MARKED_AFTER)
            .sorted(
                (one, other) ->
                    Integer.compare(distance(one.position()), distance(other.position())))
            .limit(12)
            .toList();
    for (Marked marked : near) {
      String value = valueOf(marked.element());
      if (value.length() > 160) {
        continue;
      }
      boolean change =
          marked.has(ClassSignals.MODIFIED)
              || UpdateWords.leads(value)
              || UpdateWords.leads(before(marked.element()));
      Optional<PublishedDate> date = reader.readValue(value);
      date.flatMap(
              found ->
                  (change ? modified : published)
                      .add("marked:" + marked.element().normalName(), found))
          .ifPresent(this::judge);
    }
  }

  private static String before(Element element) {
    Element parent = element.parent();
    return parent == null ? "" : MetadataText.collapse(parent.ownText(), 60);
  }

  private int distance(int position) {
    if (headline < 0) {
      return position;
    }
    return position >= headline ? position - headline : 3 * (headline - position) + 2;
  }

  private static String valueOf(Element element) {
    for (String name : List.of("datetime", "content", "data-datetime", "data-timestamp")) {
      String value = element.attr(name);
      if (!value.isBlank()) {
        return value;
      }
    }
    String text = MetadataText.of(element, 200);
    return text.isEmpty() ? element.attr("title") : text;
  }

  private void visible() {
    if (headline < 0) {
      return;
    }
    for (Line line : facts.scan().lines) {
      boolean near =
          line.position() >= headline - LINES_BEFORE && line.position() <= headline + LINES_AFTER;
      if (!near || line.furniture() != null || !hasDigit(line.node().getWholeText())) {
        continue;
      }
      String text = line.text();
      if (text.length() <= 120) {
        boolean change = UpdateWords.leads(text);
        reader
            .readText(text)
            .flatMap(date -> (change ? modified : published).add("text", date))
            .ifPresent(this::judge);
      }
    }
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Words that say that a date is one of a change. */
  static final class UpdateWords {
    private static final Set<String> WORDS = Set.copyOf(DataFile.lines("update-words.txt"));

    private UpdateWords() {}

    static boolean leads(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      for (String word : WORDS) {
        if (lower.contains(word)) {
          return true;
        }
      }
      return false;
    }
  }
}
