package org.copydesk.ingest.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.copydesk.pipeline.message.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON Feed, versions 1 and 1.1 (jsonfeed.org). */
final class JsonFeed {

  private final FeedDates dates;

  JsonFeed(FeedDates dates) {
    this.dates = dates;
  }

  FeedReading read(String text, Set<Repair> repairs) {
    JsonNode root;
    try {
      root = Json.mapper().readTree(text);
    } catch (JacksonException malformed) {
      return new FeedReading.Unreadable("not-a-feed");
    }
    JsonNode items = root.path("items");
    if (!items.isArray()) {
      return new FeedReading.Unreadable("not-a-feed");
    }
    List<FeedEntry> entries = new ArrayList<>();
    for (JsonNode item : items) {
      entry(item).ifPresent(entries::add);
    }
    return new FeedReading.Parsed(new Feed(entries, items.size() - entries.size(), null, repairs));
  }

  private Optional<FeedEntry> entry(JsonNode item) {
    String link = first(item, "url", "external_url", "id");
    if (link == null) {
      return Optional.empty();
    }
    return Optional.of(
        new FeedEntry(
            link,
            date(item.path("date_published")),
            date(item.path("date_modified")),
            first(item, "title")));
  }

  private @Nullable Instant date(JsonNode node) {
    return node.isString() ? dates.parse(node.stringValue()).orElse(null) : null;
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
