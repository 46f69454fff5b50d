package org.copydesk.extract.metadata;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of bylines in many languages, from {@code byline-words.txt}. Immutable. */
final class BylineWords {
  private static final Set<String> DUTIES = Set.of("of", "for", "at", "in", "on", "to", "the");

  private static final BylineWords INSTANCE = new BylineWords(DataFile.lines("byline-words.txt"));

  private static final Set<String> PARTICLES = Set.of("de", "da", "di", "from", "aus", "af", "av");

  private final Set<String> leads = new HashSet<>();
  private final Set<Integer> leadBeginnings = new HashSet<>();
  private final Set<String> credits = new HashSet<>();
  private final Set<String> tails = new HashSet<>();
  private final Set<String> joiners = new HashSet<>();
  private final Set<String> suffixes = new HashSet<>();
  private final Set<String> jobs = new HashSet<>();
  private final Set<String> teams = new HashSet<>();
  private final Set<String> particles = new HashSet<>();
  private final Set<String> nobodies = new HashSet<>();

  private BylineWords(List<String> lines) {
    for (String line : lines) {
      int colon = line.indexOf('|');
      String value = line.substring(colon + 1);
      switch (line.substring(0, colon)) {
        case "lead" -> {
          leads.add(value);
          leadBeginnings.add(beginning(value));
        }
        case "credit" -> {
          leads.add(value);
          credits.add(value);
          leadBeginnings.add(beginning(value));
        }
        case "tail" -> tails.add(value);
        case "join" -> joiners.add(value);
        case "suffix" -> suffixes.add(value);
        case "job" -> jobs.add(value);
        case "team" -> teams.add(value);
        case "particle" -> particles.add(value);
        case "nobody" -> nobodies.add(value);
        default -> throw new IllegalStateException("unknown kind in byline-words.txt: " + line);
      }
    }
  }

  static BylineWords get() {
    return INSTANCE;
  }

  boolean isJoiner(String word) {
    return joiners.contains(word);
  }

  boolean isSuffix(String text) {
    return suffixes.contains(text);
  }

  /** Takes words such as "By", "Text:", "Written by" off the front, as long as there are any. */
  String withoutLead(String text) {
    String rest = text.strip();
    for (int round = 0; round < 4; round++) {
      int length = leadLength(rest);
      if (length == 0) {
        return rest;
      }
      rest = rest.substring(length).strip();
    }
    return rest;
  }

  /** Whether a text names who took the pictures, checked or translated: "Photos by". */
  boolean isCredit(String text) {
    int length = leadLength(text);
    return length > 0
        && credits.contains(text.substring(0, length).strip().toLowerCase(Locale.ROOT));
  }

  /** The first two characters, in lower case: most lines can be told from a byline by them. */
  private static int beginning(String text) {
    return Character.toLowerCase(text.charAt(0)) << 16
        | Character.toLowerCase(text.length() > 1 ? text.charAt(1) : ' ');
  }

  private int leadLength(String text) {
    if (text.isEmpty() || !leadBeginnings.contains(beginning(text))) {
      return 0;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    int best = 0;
    for (int end = Math.min(lower.length(), 30); end > 0; end--) {
      boolean edge =
          end == lower.length()
              || !Character.isLetterOrDigit(lower.charAt(end))
              || lower.charAt(end - 1) == ':'
              || lower.charAt(end - 1) == '/'
              || lower.charAt(end - 1) == '／'
              || lower.charAt(end - 1) == '・'
              || lower.charAt(end - 1) == '：';
      if (edge && isLead(text, lower.substring(0, end))) {
        best = end;
        break;
      }
    }
    while (best > 0
        && best < text.length()
        && (text.charAt(best) == ':' || text.charAt(best) == ' ' || text.charAt(best) == '：')) {
      best++;
    }
    return best;
  }

  /** A particle that also begins names (de, da, di) leads only where it is written small. */
  private boolean isLead(String text, String word) {
    return leads.contains(word)
        && (!PARTICLES.contains(word) || Character.isLowerCase(text.charAt(0)));
  }

  /** Cuts a name before words that end it: "for", "in", "published", a job title in a list. */
  String withoutTail(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int at = 0;
    while (at < lower.length()) {
      int end = lower.indexOf(' ', at);
      String word = end < 0 ? lower.substring(at) : lower.substring(at, end);
      String bare = trimSigns(word);
      boolean ends = at > 0 && tails.contains(bare);
      if (ends && (!isJob(bare) || text.lastIndexOf(' ', at - 2) > 0)) {
        return text.substring(0, at).strip();
      }
      at = end < 0 ? lower.length() : end + 1;
    }
    return text;
  }

  /** A name without the job before it: "Staff Writer Ada Quill"; nothing but a job stays. */
  String withoutJob(String text) {
    String rest = text;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      String word = end < 0 ? text.substring(at) : text.substring(at, end);
      String behind = end < 0 ? "" : text.substring(end + 1).strip();
      boolean name =
          behind.indexOf(' ') > 0 && !isDuty(behind) && !isJob(behind.toLowerCase(Locale.ROOT));
      if (name && isOf(jobs, word.toLowerCase(Locale.ROOT))) {
        rest = behind;
      }
      at = end < 0 ? text.length() : end + 1;
    }
    return isWritten(rest) ? rest : text;
  }

  /** Whether the words behind a job say what it is about: "Director Of Communications". */
  private static boolean isDuty(String behind) {
    return DUTIES.contains(behind.substring(0, behind.indexOf(' ')).toLowerCase(Locale.ROOT));
  }

  /** Whether every word begins with a capital or is a particle. */
  private boolean isWritten(String name) {
    for (String word : name.split(" ", -1)) {
      boolean small = !word.isEmpty() && Character.isLowerCase(word.codePointAt(0));
      if (small && !isParticle(word)) {
        return false;
      }
    }
    return true;
  }

  private static String trimSigns(String word) {
    int to = word.length();
    while (to > 0 && !Character.isLetterOrDigit(word.charAt(to - 1))) {
      to--;
    }
    return word.substring(0, to);
  }

  /** A small word inside names: "van", "de la", "bin". */
  boolean isParticle(String word) {
    return particles.contains(word) || joiners.contains(word);
  }

  /** Whether a lower-case word stands in bylines: beside, between or inside names. */
  boolean isKnown(String word) {
    return leads.contains(word) || tails.contains(word) || isJob(word) || isParticle(word);
  }

  /** Whether a lower-case phrase stands where names stand but names nobody. */
  boolean isNobody(String text) {
    return nobodies.contains(text);
  }

  /** Whether a lower-case phrase holds the word of a job or a team. */
  boolean isJob(String text) {
    return isOf(jobs, text) || isOf(teams, text);
  }

  private static boolean isOf(Set<String> words, String text) {
    for (String word : text.split("[ -]", -1)) {
      if (words.contains(trimSigns(word))) {
        return true;
      }
    }
    return false;
  }
}
