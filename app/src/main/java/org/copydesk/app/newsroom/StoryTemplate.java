package org.copydesk.app.newsroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text of a site's resource file: a finished story, or one of a series whose slots make many
 * articles of it.
 *
 * @param fields headline, summary, section, and where given author, dateline, agency, tags, caption
 * @param slots what may stand for the names in braces
 * @param correction the note under a corrected article; without one the story is never corrected
 */
record StoryTemplate(
    Map<String, String> fields,
    Map<String, Slot> slots,
    List<Line> lines,
    @Nullable String correction) {

  /**
   * One block of the body.
   *
   * @param choices alternatives, of which an article shows one
   * @param corrected what stands there after the correction
   */
  record Line(Block.Kind kind, List<String> choices, @Nullable String corrected) {
    Line {
      choices = List.copyOf(choices);
    }
  }

  StoryTemplate {
    fields = Map.copyOf(fields);
    slots = Map.copyOf(slots);
    lines = List.copyOf(lines);
  }

  boolean isSeries() {
    return !slots.isEmpty();
  }

  /** What the slots hold for this seed. */
  Map<String, String> values(long seed) {
    Map<String, String> values = new HashMap<>();
    slots.forEach((name, slot) -> values.put(name, slot.pick(mix(seed ^ name.hashCode()))));
    return values;
  }

  List<Block> blocks(long seed, Map<String, String> values, boolean corrected) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      int choice = (int) Long.remainderUnsigned(mix(seed + i), line.choices().size());
      String text =
          corrected && line.corrected() != null ? line.corrected() : line.choices().get(choice);
      blocks.add(new Block(line.kind(), Fill.in(text, "{", "}", values)));
    }
    if (corrected && correction != null) {
      blocks.add(new Block(Block.Kind.PARAGRAPH, Fill.in(correction, "{", "}", values)));
    }
    return blocks;
  }

  /** Spreads the bits of a number, with the finaliser of MurmurHash3 (public domain). */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
