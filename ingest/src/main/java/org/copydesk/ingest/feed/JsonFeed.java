package org.copydesk.ingest.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.copydesk.pipeline.message.Json;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON Feed, versions 1 and 1.1 (jsonfeed.org), item by item: strictly, and where that fails with
 * comments, control characters and spare commas allowed; the items before a fault are kept. What
 * stands behind the items is not looked at.
 */
final class JsonFeed {

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private final FeedDates dates;

  JsonFeed(FeedDates dates) {
    this.dates = dates;
  }

  FeedReading read(String text, Set<Repair> repairs) {
    Items items = items(Json.mapper(), text);
    Set<Repair> all = EnumSet.noneOf(Repair.class);
    all.addAll(repairs);
    if (items.isBroken) {
      Items leniently = items(LENIENT, text);
      if (!leniently.isBroken || leniently.count() > items.count()) {
        items = leniently;
        all.add(Repair.LENIENT);
      }
    }
    if (items.isBroken) {
      all.add(Repair.TRUNCATED);
    }
    return items.isFeed
        ? new FeedReading.Parsed(new Feed(items.entries, items.linkless, null, all))
        : new FeedReading.Unreadable("not-a-feed");
  }

  /** What is gathered of the items. */
  private static final class Items {
    private final List<FeedEntry> entries = new ArrayList<>();
    private String language = "";
    private int linkless;
    private boolean isFeed;
    private boolean isBroken;

    int count() {
      return entries.size() + linkless;
    }
  }

  private Items items(JsonMapper mapper, String text) {
    Items items = new Items();
    try (JsonParser parser = mapper.createParser(text)) {
      items.isFeed = findItems(parser, items);
      while (items.isFeed && parser.nextToken() != JsonToken.END_ARRAY) {
        JsonNode item = parser.readValueAsTree();
        entry(item, items.language).ifPresentOrElse(items.entries::add, () -> items.linkless++);
      }
    } catch (JacksonException broken) {
      items.isBroken = true;
    }
    return items;
  }

  /** Whether the root has a list of items; the parser stands at its beginning then. */
  private static boolean findItems(JsonParser parser, Items items) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY && name.equals("items")) {
        return true;
      }
      if (value == JsonToken.VALUE_STRING && name.equals("language")) {
        items.language = parser.getString();
      }
      parser.skipChildren();
    }
    return false;
  }

  private Optional<FeedEntry> entry(JsonNode item, String ofAll) {
    String named = first(item, "url", "external_url");
    String link = named == null ? addressIn(first(item, "id")) : named;
    if (link == null) {
      return Optional.empty();
    }
    String title = first(item, "title");
    String own = first(item, "language");
    String language = own == null ? ofAll : own;
    return Optional.of(
        new FeedEntry(
            link,
            date(item.path("date_published"), language),
            date(item.path("date_modified"), language),
            title == null ? null : Jsoup.parse(title).text()));
  }

  /** An id names a page only where it is an address. */
  private static @Nullable String addressIn(@Nullable String id) {
    boolean isAddress = id != null && (id.startsWith("http://") || id.startsWith("https://"));
    return isAddress ? id : null;
  }

  private @Nullable Instant date(JsonNode node, String language) {
    boolean isDate = node.isString() || node.isIntegralNumber();
    return isDate ? dates.parse(node.asString(), language).orElse(null) : null;
  }

  private static @Nullable String first(JsonNode item, String... names) {
    for (String name : names) {
      JsonNode value = item.path(name);
      if (value.isString() && !value.stringValue().isBlank()) {
        return value.stringValue().strip();
      }
    }
    return null;
  }
}
