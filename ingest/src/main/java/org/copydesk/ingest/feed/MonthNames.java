package org.copydesk.ingest.feed;

import java.time.Month;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Months by their names in many languages ({@link LocalMonths}), or by how these begin in English,
 * German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Finnish, Polish, Turkish, Russian
 * and Arabic, without accents and in lower case. Each beginning means one month in all languages.
 */
final class MonthNames {

  private static final String[] BEGINNINGS = {
    "jan gen ene sty oca янв ocak tamm يناي",
    "feb fev fevr lut sub фев helm فبرا",
    "mar mrz mrt maa mars marz маp мар maal مارس",
    "apr avr abr kwi nis апр huht ابري",
    "may mai mag mei maj maya май мая touk ماي",
    "jun juin giu cze haz июн kesa يوني",
    "jul juil lug tem июл hein يولي",
    "aug aou ago aout sie agu авг elok اغسط",
    "sep set wrz eyl сен syys سبتم",
    "oct okt ott out paz eki окт loka اكتو",
    "nov kas noy ноя marr نوفم",
    "dec dez dic des gru ara дек joul ديسم",
  };

  private static final Map<String, Integer> MONTHS = months();

  private static final Map<String, Integer> ENGLISH = english();

  private MonthNames() {}

  /**
   * The month, 1 to 12, or 0 when the word is none.
   *
   * @param language of the word, as a language tag; empty when it is not known
   */
  static int month(String word, String language) {
    String name = LocalMonths.folded(word);
    Integer english = ENGLISH.get(name);
    if (english != null) {
      return english;
    }
    int local = LocalMonths.month(word, language);
    return local == 0 ? byBeginning(name) : local;
  }

  private static int byBeginning(String name) {
    for (int length = Math.min(4, name.length()); length >= 3; length--) {
      Integer month = MONTHS.get(name.substring(0, length));
      if (month != null) {
        return month;
      }
    }
    return 0;
  }

  private static Map<String, Integer> english() {
    Map<String, Integer> months = new HashMap<>();
    for (Month month : Month.values()) {
      String name = month.name().toLowerCase(Locale.ROOT);
      months.put(name, month.getValue());
      months.put(name.substring(0, 3), month.getValue());
    }
    return months;
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (int month = 1; month <= BEGINNINGS.length; month++) {
      for (String beginning : BEGINNINGS[month - 1].split(" ", -1)) {
        months.put(LocalMonths.folded(beginning), month);
      }
    }
    return months;
  }
}
