package org.copydesk.extract.metadata;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.metadata.DateReader.Found;
import org.copydesk.extract.metadata.PageScan.Furniture;
import org.copydesk.extract.metadata.PageScan.Line;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
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
  private static final int MAX_MARKED = 8;
  private static final int MAX_LINES = 4;

  /** How far back the label of a date is looked for: siblings and characters. */
  private static final int MAX_SIBLINGS = 4;

  private static final int LABEL = 60;
  private static final int MAX_BOXES = 3;

  /** Names of furniture whose dates are never the article's. */
  private static final List<String> OTHERS =
      List.of("comment", "related", "recommend", "recirc", "popular", "trending", "most-");

  private static final Set<String> MARGINS = Set.of("nav", "aside", "footer");

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
  private final HeadlinePlace place;
  private final Candidates<PublishedDate> published =
      new Candidates<>("datePublished", PublishedDate::toIso8601);
  private final Candidates<PublishedDate> modified =
      new Candidates<>("dateModified", PublishedDate::toIso8601);

  DateFinder(PageFacts facts, DateReader reader, HeadlinePlace place) {
    this.facts = facts;
    this.reader = reader;
    this.place = place;
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
    marked(true, false);
    if (!isSettled()) {
      lines(true, false, 120);
    }
    if (facts.url() != null) {
      published.add("url", UrlDate.of(facts.url())).ifPresent(this::judge);
    }
    declared(published, "json-ld:dateCreated", articleValue("dateCreated"));
    declared(published, "json-ld:uploadDate", articleValue("uploadDate"));
    if (!published.isOpen()) {
      searchFurther();
    }
    DateChoice.choose(published, modified);
  }

  /** Whether the first date needs no visible text: it says its own offset, or is no instant. */
  private boolean isSettled() {
    return published.open().stream()
        .findFirst()
        .filter(
            first ->
                !(first.value instanceof PublishedDate.Zoned zoned)
                    || !zoned.value().getOffset().equals(ZoneOffset.UTC))
        .isPresent();
  }

  /** Nothing near the headline: the rest of the page, furniture last. */
  private void searchFurther() {
    marked(false, false);
    lines(false, false, 60);
    if (!published.isOpen() && !modified.isOpen()) {
      marked(true, true);
      lines(true, true, 60);
    }
  }

  private @Nullable String articleValue(String name) {
    return facts.article() == null ? null : facts.article().text(name);
  }

  private void metas(Candidates<PublishedDate> candidates, List<String> names) {
    for (String name : names) {
      String value = facts.scan().meta(name);
      if (value != null) {
        declared(candidates, "meta:" + name, value);
      }
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
      if ((isPublished || name.contains("dateModified")) && !place.isAside(marked.furniture())) {
        declared(
            isPublished ? published : modified,
            "itemprop:" + (isPublished ? "datePublished" : "dateModified"),
            valueOf(marked.element()));
      }
    }
  }

  /** Elements that are a time or look like a date, the nearest to the headline first. */
  private void marked(boolean near, boolean aside) {
    List<Marked> list =
        facts.scan().dates.stream()
            .filter(marked -> near == place.distance(marked.position()) < MARKED_AFTER)
            .filter(marked -> aside == place.isAside(marked.furniture()))
            .filter(marked -> !aside || !isOfOthers(marked.furniture()))
            .sorted(Comparator.comparingInt(marked -> place.distance(marked.position())))
            .limit(MAX_MARKED)
            .toList();
    Set<Element> around = aroundTimes(list);
    for (Marked marked : list) {
      String value = valueOf(marked.element());
      if (value.length() <= 160 && !place.isInMasthead(marked.element(), marked.position())) {
        addMarked(marked, value, around.contains(marked.element()));
      }
    }
  }

  /** The boxes around times that say in an attribute what the box shows as a mere day. */
  private static Set<Element> aroundTimes(List<Marked> list) {
    Set<Element> around = new HashSet<>();
    for (Marked marked : list) {
      Element at = marked.element().hasAttr("datetime") ? marked.element().parent() : null;
      for (int i = 0; at != null && i < MAX_BOXES; i++, at = at.parent()) {
        around.add(at);
      }
    }
    return around;
  }

  /**
   * @param box whether a time that says its date in an attribute stands within
   */
  private void addMarked(Marked marked, String value, boolean box) {
    String source = "marked:" + marked.element().normalName();
    boolean event = EventDates.isInEvent(marked.element(), place);
    List<Found> found = reader.readAll(value);
    if (found.size() > 1) {
      addAll(source, DateLine.dated(value, found), event);
      return;
    }
    String before = before(marked.element());
    String label = before.isBlank() ? aside(marked.element()) : before;
    boolean change =
        marked.has(ClassSignals.MODIFIED) || DateLine.isChange(value) || DateLine.isChange(label);
    String said = found.isEmpty() ? "" : value.substring(0, found.getFirst().start());
    Optional<PublishedDate> date = reader.readValue(value).or(() -> relative(value));
    date.filter(day -> change || !box || !(day instanceof PublishedDate.Day))
        .map(day -> shownInstead(marked.element(), day))
        .ifPresent(day -> add(source, day, change, event || EventDates.isAnnounced(before + said)));
  }

  /** The day that readers see, where it is labelled and days away from the attribute's. */
  private PublishedDate shownInstead(Element element, PublishedDate declared) {
    if (!element.hasAttr("datetime")) {
      return declared;
    }
    String text = MetadataText.of(element, LABEL);
    List<Found> found = DateLine.isPublished(text) ? reader.readAll(text) : List.of();
    if (found.size() != 1) {
      return declared;
    }
    LocalDate day = found.getFirst().date().day();
    long apart = Math.abs(ChronoUnit.DAYS.between(day, declared.day()));
    boolean swapped = day.getDayOfMonth() == declared.day().getMonthValue();
    return apart > 1 && !swapped ? found.getFirst().date() : declared;
  }

  private void addAll(String source, List<DateLine.Dated> dates, boolean event) {
    dates.forEach(dated -> add(source, dated.date(), dated.change(), event));
  }

  private void add(String source, PublishedDate date, boolean change, boolean event) {
    Optional<Candidates.Candidate<PublishedDate>> added =
        (change ? modified : published).add(source, date);
    added.ifPresent(this::judge);
    if (event) {
      added.ifPresent(candidate -> candidate.refuse("an event's or a deadline"));
    }
  }

  /** The words that stand before a node within its parent, as far back as another date. */
  private static String before(Node node) {
    StringBuilder words = new StringBuilder();
    Node at = node.previousSibling();
    for (int i = 0; at != null && i < MAX_SIBLINGS && words.length() < LABEL; i++) {
      String said =
          at instanceof Element sibling
              ? MetadataText.of(sibling, LABEL)
              : at instanceof TextNode text
                  ? MetadataText.collapse(text.getWholeText(), LABEL)
                  : "";
      if (at instanceof Element && hasDigit(said)) {
        return words.toString();
      }
      words.insert(0, ' ').insert(0, said);
      at = at.previousSibling();
    }
    return words.toString();
  }

  /** The words of the parent's own, where they may stand behind the element or further off. */
  private static String aside(Element element) {
    Element parent = element.parent();
    return parent == null ? "" : MetadataText.collapse(parent.ownText(), LABEL);
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

  private Optional<PublishedDate> relative(String text) {
    return Optional.ofNullable(RelativeDate.of(text, facts.fetchedAt()));
  }

  /** Visible short lines, near the headline or further below, in the text or in furniture. */
  private void lines(boolean near, boolean aside, int limit) {
    int found = 0;
    for (Line line : facts.scan().lines) {
      boolean within = place.isWithin(line.position(), LINES_BEFORE, LINES_AFTER);
      if (within != near
          || place.isAside(line.furniture()) != aside
          || (aside && !mayBeShownAside(line))
          || !hasDigit(line.node().getWholeText())
          || place.isInMasthead(line.node(), line.position())) {
        continue;
      }
      String text = line.text();
      found += text.length() <= limit && addLine(line.node(), text) ? 1 : 0;
      if (found >= MAX_LINES) {
        return;
      }
    }
  }

  /** In the page's own menus, margins and footers only a date that is labelled as published. */
  private static boolean mayBeShownAside(Line line) {
    for (Furniture at = line.furniture(); at != null; at = at.outer()) {
      if (MARGINS.contains(at.element().normalName()) && !DateLine.isPublished(line.text())) {
        return false;
      }
    }
    return !isOfOthers(line.furniture());
  }

  /** Whether the furniture shows what readers or other articles say. */
  private static boolean isOfOthers(@Nullable Furniture furniture) {
    for (Furniture at = furniture; at != null; at = at.outer()) {
      String names = (at.element().className() + ' ' + at.element().id()).toLowerCase(Locale.ROOT);
      if (OTHERS.stream().anyMatch(names::contains)) {
        return true;
      }
    }
    return false;
  }

  private boolean addLine(TextNode node, String text) {
    List<Found> found = reader.readAll(text);
    if (!found.isEmpty()) {
      if (DateLine.isTold(text, found)) {
        return false;
      }
      boolean event =
          EventDates.isAnnounced(before(node) + text.substring(0, found.getFirst().start()))
              || EventDates.isInEvent(node, place);
      addAll("text", DateLine.dated(text, found), event);
      return true;
    }
    Optional<PublishedDate> moment = relative(text);
    moment.ifPresent(date -> add("text", date, DateLine.isChange(text), false));
    return moment.isPresent();
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
