package org.copydesk.ingest.feed;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The zones that feeds write: offsets of any shape, RFC 822's names and the common ones beyond. */
final class Zones {

  /** In minutes east of Greenwich. Where a name has two meanings, the one that feeds mean. */
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          entry("z", 0),
          entry("ut", 0),
          entry("utc", 0),
          entry("gmt", 0),
          entry("wet", 0),
          entry("bst", 60),
          entry("west", 60),
          entry("cet", 60),
          entry("mez", 60),
          entry("cest", 120),
          entry("mesz", 120),
          entry("eet", 120),
          entry("eest", 180),
          entry("msk", 180),
          entry("ist", 330),
          entry("wat", 60),
          entry("cat", 120),
          entry("sast", 120),
          entry("idt", 180),
          entry("eat", 180),
          entry("trt", 180),
          entry("gst", 240),
          entry("pkt", 300),
          entry("npt", 345),
          entry("ict", 420),
          entry("wib", 420),
          entry("awst", 480),
          entry("hkt", 480),
          entry("myt", 480),
          entry("pht", 480),
          entry("sgt", 480),
          entry("wita", 480),
          entry("jst", 540),
          entry("kst", 540),
          entry("acst", 570),
          entry("aest", 600),
          entry("acdt", 630),
          entry("aedt", 660),
          entry("nzst", 720),
          entry("nzdt", 780),
          entry("nst", -210),
          entry("ndt", -150),
          entry("brt", -180),
          entry("adt", -180),
          entry("ast", -240),
          entry("akst", -540),
          entry("akdt", -480),
          entry("hst", -600),
          entry("est", -300),
          entry("edt", -240),
          entry("cst", -360),
          entry("cdt", -300),
          entry("mst", -420),
          entry("mdt", -360),
          entry("pst", -480),
          entry("pdt", -420));

  /** Such as {@code Europe/Paris}. */
  private static final Set<String> REGIONS =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> id.indexOf('/') > 0)
          .collect(Collectors.toUnmodifiableSet());

  private Zones() {}

  static boolean isName(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return NAMES.containsKey(name)
        || name.startsWith("gmt")
        || name.startsWith("utc")
        || REGIONS.contains(word);
  }

  /** Whether a word behind a time, three to five capitals or a path, can only be a zone. */
  static boolean looksLikeOne(String word) {
    boolean isShort = word.length() >= 3 && word.length() <= 5;
    return word.indexOf('/') > 0 || (isShort && word.chars().allMatch(c -> c >= 'A' && c <= 'Z'));
  }

  /**
   * The zone that a word names.
   *
   * @throws DateTimeException when it is none
   */
  static ZoneId zone(String word) {
    if (REGIONS.contains(word)) {
      return ZoneId.of(word);
    }
    String name = word.toLowerCase(Locale.ROOT);
    Integer minutes = NAMES.get(name);
    if (minutes != null) {
      return ZoneOffset.ofTotalSeconds(minutes * 60);
    }
    String digits = name.startsWith("gmt") || name.startsWith("utc") ? name.substring(3) : name;
    return digits.isEmpty() ? ZoneOffset.UTC : numeric(digits);
  }

  /** {@code +0100}, {@code +01:00}, {@code +01}, {@code -530}. */
  private static ZoneOffset numeric(String text) {
    boolean isWest = text.charAt(0) == '-';
    String digits = text.substring(1).replace(":", "");
    boolean isNumber = text.charAt(0) == '+' || isWest;
    if (!isNumber
        || digits.isEmpty()
        || digits.length() > 4
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new DateTimeException("not a zone: " + text);
    }
    int value = Integer.parseInt(digits);
    int minutes = digits.length() <= 2 ? value * 60 : value / 100 * 60 + value % 100;
    return ZoneOffset.ofTotalSeconds((isWest ? -minutes : minutes) * 60);
  }
}
