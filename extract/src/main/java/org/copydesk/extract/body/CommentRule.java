package org.copydesk.extract.body;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops readers' comments that no name of a box gives away: what stands between controls for
 * replies, all in boxes of one parent, and what stands in one box under a heading for comments.
 */
final class CommentRule {
  static final String RULE = Mark.COMMENTS.code();

  /** In letters: with less kept text before them, comments are all that the page has. */
  private static final int TEXT_BEFORE = 200;

  /** In characters. */
  private static final int CONTROL_LINE = 80;

  private static final int HEADING = 40;

  /** One control may be the article's own; two of a kind stand in a thread. */
  private static final int THREAD = 2;

  private static final Map<String, Set<String>> WORDS = WordGroups.read("comment-words.txt");
  private static final Set<String> REPLY = WORDS.getOrDefault("reply", Set.of());
  private static final Set<String> HEADINGS = WORDS.getOrDefault("heading", Set.of());

  /** In characters: no word is longer. */
  private static final int LONGEST =
      WORDS.values().stream().flatMap(Set::stream).mapToInt(String::length).max().orElse(0);

  /** What the words begin with: hardly any line needs to be looked up. */
  private static final BitSet REPLY_LETTERS = firstLetters(REPLY);

  private static final BitSet HEADING_LETTERS = firstLetters(HEADINGS);

  private final List<TextBlock> blocks;

  CommentRule(List<TextBlock> blocks) {
    this.blocks = blocks;
  }

  void decide() {
    int before = 0;
    @Nullable TextBlock control = null;
    int controls = 0;
    for (TextBlock block : blocks) {
      if (before >= TEXT_BEFORE && isHeading(block)) {
        dropBelow(block);
      }
      before += block.kept ? block.length : 0;
      if (isControl(block)) {
        controls++;
        if (control == null) {
          control = block;
        } else if (controls == THREAD) {
          dropThread(control, block);
        }
      }
    }
  }

  private static boolean isControl(TextBlock block) {
    boolean control = block.links > 0 || block.box.tag().equals("button");
    if (!control || block.text.length() > CONTROL_LINE) {
      return false;
    }
    int last = block.text.length();
    while (last > 0 && block.text.charAt(last - 1) != ' ' && block.text.charAt(last - 1) != '\n') {
      last--;
    }
    return isOneOf(REPLY, REPLY_LETTERS, block.text, 0)
        || (last > 0 && isOneOf(REPLY, REPLY_LETTERS, block.text, last));
  }

  /** Whether the end of a text is one of the words. */
  private static boolean isOneOf(Set<String> words, BitSet letters, String text, int start) {
    int length = text.length() - start;
    return length > 0
        && length <= LONGEST
        && letters.get(Character.toLowerCase(text.charAt(start)))
        && words.contains(text.substring(start).toLowerCase(Locale.ROOT));
  }

  private static BitSet firstLetters(Set<String> words) {
    BitSet letters = new BitSet();
    words.forEach(word -> letters.set(word.charAt(0)));
    return letters;
  }

  private static boolean isHeading(TextBlock block) {
    if (block.text.length() > HEADING) {
      return false;
    }
    int start = 0;
    int end = block.text.length();
    while (start < end && !Character.isLetter(block.text.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetter(block.text.charAt(end - 1))) {
      end--;
    }
    return isOneOf(HEADINGS, HEADING_LETTERS, block.text.substring(start, end), 0);
  }

  private void dropBelow(TextBlock heading) {
    Box box = heading.box.parent;
    if (box != null) {
      drop(heading.index, box.endBlock);
    }
  }

  /** From the box that holds the first control and not the second, to the end of all such. */
  private void dropThread(TextBlock first, TextBlock second) {
    Box entry = first.box;
    while (entry.parent != null && entry.parent.endBlock <= second.index) {
      entry = entry.parent;
    }
    Box thread = entry.parent;
    if (thread == null || entry.parent == null) {
      return;
    }
    boolean flat = entry.endBlock - entry.firstBlock == 1;
    int start = flat ? first.index - (second.index - first.index) + 1 : entry.firstBlock;
    int before = 0;
    for (TextBlock block : blocks.subList(0, Math.max(0, start))) {
      before += block.kept ? block.length : 0;
    }
    if (before >= TEXT_BEFORE) {
      drop(start, thread.endBlock);
    }
  }

  private void drop(int start, int end) {
    for (TextBlock block : blocks.subList(start, end)) {
      if (block.kept && !block.note) {
        block.drop(RULE);
      }
    }
  }
}
