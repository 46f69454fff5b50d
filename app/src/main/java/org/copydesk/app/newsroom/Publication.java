package org.copydesk.app.newsroom;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What one site has published, asked at the newsroom's present time. Safe to share between threads.
 */
final class Publication {
  private static final int FIRST_NUMBER = 10_001;
  private static final int SLUG_LENGTH = 60;

  private final SiteTexts texts;
  private final Edition edition;
  private final Schedule schedule;
  private final NewsroomTime time;
  private final URI base;
  private final ZoneId zone;
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

  Publication(SiteTexts texts, Schedule schedule, NewsroomTime time, URI base) {
    this.texts = texts;
    this.edition = Edition.of(texts, schedule.limit());
    this.schedule = schedule;
    this.time = time;
    this.base = base;
    this.zone = ZoneId.of(texts.property("zone"));
  }

  SiteTexts texts() {
    return texts;
  }

  URI base() {
    return base;
  }

  /** All articles published so far, oldest first. */
  List<PublishedArticle> articles() {
    Duration now = time.elapsed();
    return IntStream.range(0, schedule.publishedBy(now)).mapToObj(n -> article(n, now)).toList();
  }

  /** The articles that changed last, newest first. */
  List<PublishedArticle> newest(int count) {
    Duration now = time.elapsed();
    return IntStream.range(0, schedule.publishedBy(now))
        .boxed()
        .sorted(Comparator.comparing((Integer n) -> changed(n, now)).reversed())
        .limit(count)
        .map(n -> article(n, now))
        .toList();
  }

  /** The article at this place, which must have been published. */
  PublishedArticle article(int number) {
    return article(number, time.elapsed());
  }

  /** The published article with this path and query, if there is one. */
  Optional<PublishedArticle> find(String target) {
    Duration now = time.elapsed();
    int published = schedule.publishedBy(now);
    for (int number = numbers.size(); number < published; number++) {
      numbers.put(path(number), number);
    }
    return Optional.ofNullable(numbers.get(target)).map(number -> article(number, now));
  }

  /** The date as the site's readers write it. */
  String dateText(OffsetDateTime date) {
    return dates(date).get("date") + ", " + dates(date).get("time");
  }

  private Duration changed(int number, Duration now) {
    return isCorrected(number, now) ? schedule.corrected(number) : schedule.appears(number);
  }

  private boolean isCorrected(int number, Duration now) {
    return edition.draft(number).isCorrected() && schedule.corrected(number).compareTo(now) <= 0;
  }

  private PublishedArticle article(int number, Duration now) {
    Edition.Draft draft = edition.draft(number);
    boolean corrected = isCorrected(number, now);
    OffsetDateTime published = instant(schedule.appears(number));
    Map<String, String> dates = dates(published);
    Optional<String> dateline = filled(draft, "dateline", dates);
    return new PublishedArticle(
        base.resolve(path(number)),
        number,
        draft.headline(),
        draft.field("summary", dates),
        texts.property("language"),
        draft.field("section", dates),
        filled(draft, "author", dates).orElseGet(() -> author(number)),
        published,
        instant(changed(number, now)),
        corrected ? 2 : 1,
        dateline,
        filled(draft, "agency", dates),
        Arrays.stream(draft.field("tags", dates).split(" *[,،、] *")).toList(),
        filled(draft, "caption", dates),
        withDateline(dateline, draft.blocks(dates, corrected)));
  }

  private static Optional<String> filled(
      Edition.Draft draft, String field, Map<String, String> dates) {
    return Optional.of(draft.field(field, dates)).filter(text -> !text.isEmpty());
  }

  private String author(int number) {
    List<String> authors = texts.list("authors");
    return authors.get(number % authors.size());
  }

  private static List<Block> withDateline(Optional<String> dateline, List<Block> blocks) {
    return dateline
        .map(
            line -> {
              Block first = blocks.getFirst();
              blocks.set(0, new Block(first.kind(), line + " " + first.text()));
              return blocks;
            })
        .orElse(blocks);
  }

  private OffsetDateTime instant(Duration elapsed) {
    return time.instantOf(elapsed).truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime();
  }

  private Map<String, String> dates(OffsetDateTime date) {
    Map<String, String> dates = new HashMap<>();
    dates.put("day", String.valueOf(date.getDayOfMonth()));
    dates.put("month", texts.list("months").get(date.getMonthValue() - 1));
    dates.put("year", String.valueOf(date.getYear()));
    dates.put("weekday", texts.list("weekdays").get(date.getDayOfWeek().getValue() - 1));
    dates.put("time", String.format(Locale.ROOT, "%02d:%02d", date.getHour(), date.getMinute()));
    dates.put("date", Fill.in(texts.property("date"), "{", "}", dates));
    return dates;
  }

  private String path(int number) {
    Edition.Draft draft = edition.draft(number);
    OffsetDateTime published = instant(schedule.appears(number));
    return Fill.in(
        texts.property("path"),
        "{",
        "}",
        Map.of(
            "number", String.valueOf(FIRST_NUMBER + number),
            "slug", slug(draft.headline()),
            "yyyy", String.valueOf(published.getYear()),
            "mm", String.format(Locale.ROOT, "%02d", published.getMonthValue()),
            "dd", String.format(Locale.ROOT, "%02d", published.getDayOfMonth())));
  }

  /**
   * The headline's words, without accents, joined by hyphens and percent-encoded where not ASCII.
   */
  static String slug(String headline) {
    String plain =
        Normalizer.normalize(
                headline.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^\\p{L}\\p{Nd}]+", "-");
    String cut = plain.substring(0, Math.min(plain.length(), SLUG_LENGTH));
    return URLEncoder.encode(cut.replaceAll("^-|-$", ""), StandardCharsets.UTF_8);
  }
}
