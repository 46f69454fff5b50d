package org.copydesk.app.newsroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a site's {@code texts.txt}. The head holds {@code key: value} lines. Each {@code ===} line
 * then begins a text: {@code key: value} lines, a blank line, and the body with one block a line:
 *
 * <pre>
 * plain          a paragraph
 * ? plain        one of several: neighbouring lines of this kind are alternatives
 * ## text        a subheading
 * &gt; text         a quotation
 * - text         an item of a list
 * ~ text         what the block before it says after the correction
 * ! text         the note under the corrected article
 * slot n: a | b  (among the keys) what <code>{n}</code> may be; {@code 3..9} is a range of whole numbers
 * # text         a remark, skipped
 * </pre>
 */
final class TextsParser {
  private static final String NEXT = "===";

  private final String id;
  private final Map<String, List<String>> properties = new HashMap<>();
  private final List<StoryTemplate> stories = new ArrayList<>();
  private final List<StoryTemplate> series = new ArrayList<>();

  TextsParser(String id) {
    this.id = id;
  }

  SiteTexts parse(String text) {
    Iterator<String> lines =
        text.lines().map(String::strip).filter(line -> !line.startsWith("# ")).iterator();
    String line = readProperties(lines);
    while (line != null) {
      Section section = new Section();
      line = section.read(lines);
      StoryTemplate template = section.template();
      (template.isSeries() ? series : stories).add(template);
    }
    return new SiteTexts(id, properties, stories, series);
  }

  private @Nullable String readProperties(Iterator<String> lines) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(NEXT)) {
        return line;
      }
      if (!line.isEmpty()) {
        properties.computeIfAbsent(key(line), key -> new ArrayList<>()).add(value(line));
      }
    }
    return null;
  }

  private String key(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0) {
      throw new IllegalStateException(id + "/texts.txt: no \"key: value\" in: " + line);
    }
    return line.substring(0, colon);
  }

  private static String value(String line) {
    return line.substring(line.indexOf(": ") + 2).strip();
  }

  /** One text while it is read. */
  private final class Section {
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final List<StoryTemplate.Line> lines = new ArrayList<>();
    private @Nullable String correction;
    private boolean inBody;
    private boolean inChoice;

    /** Returns the line that begins the next text, or null at the end. */
    @Nullable String read(Iterator<String> input) {
      while (input.hasNext()) {
        String line = input.next();
        if (line.startsWith(NEXT)) {
          return line;
        }
        if (line.isEmpty()) {
          inBody |= !fields.isEmpty();
          inChoice = false;
        } else if (inBody) {
          block(line);
        } else {
          field(key(line), value(line));
        }
      }
      return null;
    }

    private void field(String key, String value) {
      if (key.startsWith("slot ")) {
        slots.put(key.substring("slot ".length()), Slot.parse(value));
      } else {
        fields.put(key, value);
      }
    }

    private void block(String line) {
      boolean choice = line.startsWith("? ");
      if (line.startsWith("~ ")) {
        amend(line.substring(2));
      } else if (line.startsWith("! ")) {
        correction = line.substring(2);
      } else if (choice && inChoice) {
        addChoice(line.substring(2));
      } else {
        lines.add(line(line));
      }
      inChoice = choice;
    }

    private void amend(String corrected) {
      StoryTemplate.Line before = lines.removeLast();
      lines.add(new StoryTemplate.Line(before.kind(), before.choices(), corrected));
    }

    private void addChoice(String text) {
      StoryTemplate.Line before = lines.removeLast();
      List<String> choices = new ArrayList<>(before.choices());
      choices.add(text);
      lines.add(new StoryTemplate.Line(before.kind(), choices, before.corrected()));
    }

    private static StoryTemplate.Line line(String line) {
      if (line.startsWith("## ")) {
        return one(Block.Kind.HEADING, line.substring(3));
      }
      return switch (line.charAt(0)) {
        case '>' -> one(Block.Kind.QUOTE, line.substring(2));
        case '-' -> one(Block.Kind.ITEM, line.substring(2));
        case '?' -> one(Block.Kind.PARAGRAPH, line.substring(2));
        default -> one(Block.Kind.PARAGRAPH, line);
      };
    }

    private static StoryTemplate.Line one(Block.Kind kind, String text) {
      return new StoryTemplate.Line(kind, List.of(text), null);
    }

    private StoryTemplate template() {
      return new StoryTemplate(fields, slots, lines, correction);
    }
  }
}
