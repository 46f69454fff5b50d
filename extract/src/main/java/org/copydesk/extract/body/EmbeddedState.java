package org.copydesk.extract.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.copydesk.extract.text.TextCleaner;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The last resort for pages whose text lies in the state of their scripts (JSON in a script
 * element, or streamed to it in pieces) and not in the tree: lists of paragraphs, or text with
 * markup. Depth is bounded by the reader's own limits, work by the size of the page. One page, one
 * thread.
 */
final class EmbeddedState {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_PARAGRAPH = 5000;
  private static final int SHORTEST_PARAGRAPH = 40;
  private static final int FEWEST_PARAGRAPHS = 3;
  private static final int PROBE = 30;
  private static final int FEWEST_WORDS = 3;

  private static final Set<String> TEXT_KEYS =
      Set.of("value", "text", "content", "html", "body", "articlebody", "contents");
  private static final Set<String> OTHER_TYPES =
      Set.of(
          "ad",
          "image",
          "photo",
          "video",
          "embed",
          "media",
          "newsletter",
          "recirc",
          "related",
          "gallery",
          "audio",
          "link_list",
          "oembed_response",
          "divider");

  private final Deque<Frame> stack = new ArrayDeque<>();
  private List<String> best = List.of();
  private final Predicate<String> isOurs;

  private EmbeddedState(Predicate<String> isOurs) {
    this.isOurs = isOurs;
  }

  /**
   * The paragraphs of the longest text in the page's state that holds the given words.
   *
   * @param scripts of the page
   * @param anchor the beginning of the text, as the page shows it
   */
  static List<String> holding(List<Element> scripts, String anchor) {
    String probe = Headline.fold(anchor.substring(0, Math.min(PROBE, anchor.length())));
    return paragraphs(scripts, text -> text.contains(probe));
  }

  /**
   * The paragraphs of the longest text in the page's state that speaks of what the headline says:
   * it holds at least half of its words.
   */
  static List<String> speakingOf(List<Element> scripts, String headline) {
    List<String> words =
        Arrays.stream(headline.split(" ", -1))
            .map(Headline::fold)
            .filter(word -> word.length() > 1)
            .distinct()
            .toList();
    return words.size() < FEWEST_WORDS
        ? List.of()
        : paragraphs(
            scripts, text -> 2 * words.stream().filter(text::contains).count() >= words.size());
  }

  private static List<String> paragraphs(List<Element> scripts, Predicate<String> isOurs) {
    EmbeddedState state = new EmbeddedState(isOurs);
    for (Element script : scripts) {
      if (script.attr("type").endsWith("/json") || script.id().equals("__NEXT_DATA__")) {
        state.read(script.data());
      }
    }
    StreamedState.rows(scripts).forEach(state::row);
    return state.best;
  }

  private void row(String row) {
    if (row.startsWith("{") || row.startsWith("[")) {
      read(row);
    } else {
      markup(row);
    }
  }

  private void markup(String text) {
    if (text.contains("<p") || text.contains("<div") || text.contains("<br")) {
      parse(text)
          .ifPresent(
              body -> offer(LayoutReader.read(body).blocks().stream().map(b -> b.text).toList()));
    }
  }

  /** Empty where jsoup 1.24.1 fails, as it does on deep nesting: such markup holds no text. */
  private static Optional<Element> parse(String markup) {
    try {
      return Optional.of(Jsoup.parseBodyFragment(markup).body());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private void read(String json) {
    stack.clear();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case START_OBJECT, START_ARRAY ->
              stack.push(new Frame(parser.currentName(), token == JsonToken.START_ARRAY));
          case END_OBJECT, END_ARRAY -> end();
          case VALUE_STRING -> string(parser.currentName(), parser.getString());
          default -> {
            continue;
          }
        }
      }
    } catch (JacksonException e) {
      stack.clear(); // state that is no JSON, or too deep, holds no text for us
    }
  }

  private void string(@Nullable String key, String value) {
    Frame frame = stack.peek();
    if (frame == null) {
      return;
    }
    String name = key == null ? "" : key.toLowerCase(Locale.ROOT);
    if (!frame.array && (name.equals("type") || name.equals("kind"))) {
      frame.type = value.toLowerCase(Locale.ROOT);
    } else if (value.length() > SHORTEST_PARAGRAPH && value.contains("<p")) {
      markup(value);
    } else if (frame.array) {
      frame.items.add(value);
    } else if (TEXT_KEYS.contains(name) && value.length() <= LONGEST_PARAGRAPH) {
      frame.text.append(value);
    }
  }

  private void end() {
    Frame frame = stack.pop();
    if (frame.array) {
      offer(frame.items);
    }
    Frame around = stack.peek();
    if (around == null || OTHER_TYPES.contains(frame.type)) {
      return;
    }
    String text = frame.array ? String.join("", frame.items) : frame.text.toString();
    if (text.length() > LONGEST_PARAGRAPH || text.isEmpty()) {
      return;
    }
    if (around.array) {
      around.items.add(text);
    } else if (frame.key != null && TEXT_KEYS.contains(frame.key.toLowerCase(Locale.ROOT))) {
      around.text.append(text);
    }
  }

  private void offer(List<String> items) {
    List<String> paragraphs =
        items.stream()
            .map(TextCleaner::cleanLine)
            .filter(text -> text.length() >= SHORTEST_PARAGRAPH && BlockScorer.endsSentence(text))
            .toList();
    boolean enough = paragraphs.size() >= FEWEST_PARAGRAPHS && length(paragraphs) > length(best);
    if (enough && isOurs.test(Headline.fold(String.join(" ", paragraphs)))) {
      best = paragraphs;
    }
  }

  private static int length(List<String> paragraphs) {
    return paragraphs.stream().mapToInt(String::length).sum();
  }

  /** An object or an array that is being read. */
  private static final class Frame {
    final @Nullable String key;
    final boolean array;
    final StringBuilder text = new StringBuilder();
    final List<String> items = new ArrayList<>();
    String type = "";

    Frame(@Nullable String key, boolean array) {
      this.key = key;
      this.array = array;
    }
  }
}
