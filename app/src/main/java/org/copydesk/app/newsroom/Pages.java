package org.copydesk.app.newsroom;

import static java.util.stream.Collectors.joining;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders a site's pages from its layout files. Immutable. */
final class Pages {
  private static final int RELATED = 3;

  private final Publication publication;
  private final SiteTexts texts;
  private final Markup markup;
  private final String page;
  private final String head;
  private final String article;
  private final String inset;

  Pages(Publication publication) {
    this.publication = publication;
    this.texts = publication.texts();
    this.markup = new Markup(texts);
    this.page = SiteTexts.resource(texts.id(), "page.html");
    this.head = SiteTexts.resource(texts.id(), "head.html");
    this.article = SiteTexts.resource(texts.id(), "article.html");
    this.inset = SiteTexts.resource(texts.id(), "inset.html");
  }

  /** An article's page; its canonical URL is the article's, wherever the page is shown. */
  String article(PublishedArticle shown) {
    Map<String, String> values = values(shown);
    values.put("related", related(shown));
    values.put("body", markup.body(shown.blocks(), fill(inset, values)));
    return page(shown.headline(), fill(head, values), fill(article, values));
  }

  /** A section front: teasers, no text of its own. */
  String front(String title, List<PublishedArticle> articles) {
    String teasers = articles.stream().map(this::teaser).collect(joining("\n"));
    String main =
        markup.pattern("front", Map.of("title", Markup.escape(title), "teasers", teasers));
    return page(title, "", main);
  }

  private String page(String title, String headPart, String main) {
    Map<String, String> values = site();
    values.put("title", Markup.escape(title + " | " + texts.property("name")));
    values.put("head", headPart);
    values.put("main", main);
    return fill(page, values);
  }

  private Map<String, String> site() {
    Map<String, String> values = new HashMap<>();
    values.put("site", Markup.escape(texts.property("name")));
    values.put("home", publication.base().toString());
    values.put("feed", publication.base().resolve(texts.property("feed-path")).toString());
    values.put("language", texts.property("language"));
    return values;
  }

  private Map<String, String> values(PublishedArticle shown) {
    Map<String, String> values = site();
    put(values, "headline", shown.headline());
    put(values, "summary", shown.summary());
    put(values, "section", shown.section());
    put(values, "author", shown.author());
    values.put("number", String.valueOf(shown.number()));
    values.put("url", Markup.escape(shown.url().toString()));
    values.put("published", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(shown.published()));
    values.put("modified", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(shown.modified()));
    values.put("date", Markup.escape(publication.dateText(shown.published())));
    values.put("updated", shown.revision() == 1 ? "" : updated(shown));
    values.put("tags", shown.tags().stream().map(this::tag).collect(joining(" ")));
    values.put("figure", shown.caption().map(caption -> figure(shown, caption)).orElse(""));
    return values;
  }

  private static void put(Map<String, String> values, String name, String text) {
    values.put(name, Markup.escape(text));
    values.put(name + ".json", Markup.json(text));
  }

  private String updated(PublishedArticle shown) {
    String date = publication.dateText(shown.modified());
    return markup.pattern("updated", Map.of("text", Markup.escape(date)));
  }

  private String tag(String tag) {
    return markup.pattern("tag", Map.of("text", Markup.escape(tag)));
  }

  private String figure(PublishedArticle shown, String caption) {
    return markup.pattern(
        "figure", Map.of("number", String.valueOf(shown.number()), "text", Markup.escape(caption)));
  }

  /** Links to the articles before this one, so that a page does not change when others appear. */
  private String related(PublishedArticle shown) {
    List<String> links = new ArrayList<>();
    for (int number = shown.number() - 1; number >= 0 && links.size() < RELATED; number--) {
      links.add(link("related", publication.article(number)));
    }
    return String.join("\n", links);
  }

  private String teaser(PublishedArticle shown) {
    return link("teaser", shown);
  }

  private String link(String pattern, PublishedArticle shown) {
    return markup.pattern(
        pattern,
        Map.of(
            "url", Markup.escape(shown.url().toString()),
            "text", Markup.escape(shown.headline()),
            "summary", Markup.escape(shown.summary())));
  }

  private static String fill(String template, Map<String, String> values) {
    return Fill.in(template, "{{", "}}", values);
  }
}
