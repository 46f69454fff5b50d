package org.copydesk.extract.metadata;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A title prepared for comparison.
 *
 * @param folded its letters and digits in lower case, words parted by one space
 * @param words its words; characters for scripts without spaces
 */
record Title(String text, String folded, Set<String> words) {

  static Title of(String text) {
    String folded = MetadataText.folded(text);
    Set<String> words = new HashSet<>();
    int start = 0;
    while (start < folded.length()) {
      int space = folded.indexOf(' ', start);
      int end = space < 0 ? folded.length() : space;
      addWord(words, folded.substring(start, end));
      start = end + 1;
    }
    return new Title(text, folded, words);
  }

  private static void addWord(Set<String> words, String word) {
    if (word.isEmpty() || word.charAt(0) < '\u2e80') {
      words.add(word);
    } else {
      word.chars().forEach(c -> words.add(Character.toString(c)));
    }
  }

  /** The letters alone, without the spaces between words. */
  String letters() {
    return folded.replace(" ", "");
  }

  boolean isSameAs(Title other) {
    return folded.equals(other.folded);
  }

  /**
   * What a longer text adds before or behind this title, parted by a sign, and in fewer words than
   * this: the name of a site or a section. Null when it adds something else, or nothing.
   */
  @Nullable Title additionOf(String longer) {
    int at = text.isEmpty() ? -1 : longer.indexOf(text);
    if (at < 0) {
      return null;
    }
    String before = longer.substring(0, at).strip();
    String behind = longer.substring(at + text.length()).strip();
    boolean parted =
        before.isEmpty()
            ? !behind.isEmpty() && SiteName.isSeparator(behind.charAt(0))
            : behind.isEmpty() && SiteName.isSeparator(before.charAt(before.length() - 1));
    Title rest = parted ? of(before + behind) : null;
    return rest != null && rest.words.size() < words.size() ? rest : null;
  }

  /** Share of words in common, 0 to 1. */
  double similarity(Title other) {
    if (words.isEmpty() || other.words.isEmpty()) {
      return 0;
    }
    int common = 0;
    for (String word : words) {
      common += other.words.contains(word) ? 1 : 0;
    }
    return 2.0 * common / (words.size() + other.words.size());
  }
}
