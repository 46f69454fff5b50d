package org.copydesk.ingest.feed;

import java.util.regex.Pattern;

/** Writes the dates of other scripts and customs as Europe and America write them. */
final class DateText {

  /** {@code 10h30}, {@code 10時30分}, {@code 3시}: hour and minute, if any. */
  private static final Pattern HOUR =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})\\s?[hH時时시點点](?:\\s?(\\d{1,2})(?!\\d)\\s?[分분]?)?(?!\\p{L})");

  /** A word for the half of the day before a time. */
  private static final Pattern HALF_BEFORE =
      Pattern.compile("(?:(午前|上午|오전)|(?:午後|下午|晚上|오후))\\s?(\\d{1,2}:\\d{2}(?::\\d{2})?)");

  /** Vietnamese numbers its months. */
  private static final Pattern NUMBERED_MONTH =
      Pattern.compile("(?iu)(\\d{1,2}),?\\s+(?:tháng|thg)\\s+(\\d{1,2}),?\\s+(\\d{4})");

  /** Vietnamese numbers its weekdays too. */
  private static final Pattern NUMBERED_WEEKDAY = Pattern.compile("(?iu)(?:thứ|th)\\s+[2-7]\\b");

  /** Months of two words in the Levant and Iraq. */
  private static final Pattern DOUBLE_MONTH = Pattern.compile("(تشرين|كانون)\\s+ال");

  private DateText() {}

  static String plain(String text) {
    String plain = withPlainDigits(text);
    plain = NUMBERED_MONTH.matcher(plain).replaceAll("$3-$2-$1");
    plain = NUMBERED_WEEKDAY.matcher(plain).replaceAll(" ");
    plain = DOUBLE_MONTH.matcher(plain).replaceAll("$1ال");
    plain = withPlainHours(plain);
    plain =
        HALF_BEFORE
            .matcher(plain)
            .replaceAll(half -> " " + half.group(2) + (half.group(1) == null ? " pm" : " am"));
    return withoutIsoT(plain);
  }

  private static String withPlainHours(String text) {
    return HOUR.matcher(text)
        .replaceAll(
            hour ->
                " " + hour.group(1) + ":" + (hour.group(2) == null ? "00" : hour.group(2)) + " ");
  }

  /** With the digits that we write, and hyphens for the signs of year and month. */
  private static String withPlainDigits(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char digit = (char) ('0' + Character.digit(c, 10));
      boolean isSign = "年月년월".indexOf(c) >= 0;
      boolean isDaySign = "日일".indexOf(c) >= 0;
      plain.append(Character.isDigit(c) ? digit : isSign ? '-' : isDaySign ? ' ' : c);
    }
    return plain.toString();
  }

  /** The T between an ISO date and its time becomes a space. */
  private static String withoutIsoT(String text) {
    int at = text.indexOf('T');
    boolean isIso = at > 7 && text.charAt(at - 1) >= '0' && text.charAt(at - 1) <= '9';
    return isIso ? text.substring(0, at) + " " + text.substring(at + 1) : text;
  }
}
