package org.copydesk.extract.body;

/** Counts of signs in a text. */
record TextShape(int signs, int sentences, int commas, int digits, int uppers, int odd) {
  static TextShape of(String text) {
    int sentences = 0;
    int commas = 0;
    int digits = 0;
    int uppers = 0;
    int odd = 0;
    for (int index = 0; index < text.length(); index++) {
      char sign = text.charAt(index);
      if (sign == ' ' || (sign >= 'a' && sign <= 'z')) {
        continue; // most of most texts
      }
      if (isUpper(sign)) {
        uppers++;
      } else if (isDigit(sign)) {
        digits++;
      } else if (isComma(sign)) {
        commas++;
      } else if (isEnd(sign)) {
        sentences +=
            index + 1 == text.length() || text.charAt(index + 1) <= ' ' || sign > 0x2FFF ? 1 : 0;
      } else if (sign < 0x80 || isQuote(sign) || !Character.isLetter(sign)) {
        odd++; // of ASCII no letters are left
      }
    }
    return new TextShape(text.length(), sentences, commas, digits, uppers, odd);
  }

  double share(int count) {
    return signs == 0 ? 0 : (double) count / signs;
  }

  private static boolean isUpper(char sign) {
    return sign < 0x80 ? sign >= 'A' && sign <= 'Z' : Character.isUpperCase(sign);
  }

  private static boolean isDigit(char sign) {
    return sign < 0x80 ? sign >= '0' && sign <= '9' : !isQuote(sign) && Character.isDigit(sign);
  }

  /** A dash or a quote, the commonest signs beyond ASCII. */
  private static boolean isQuote(char sign) {
    return sign >= 0x2010 && sign <= 0x2025;
  }

  private static boolean isComma(char sign) {
    return sign == ',' || sign == '、' || sign == '，' || sign == '،' || sign == ';';
  }

  private static boolean isEnd(char sign) {
    return sign == '.'
        || sign == '!'
        || sign == '?'
        || sign == '。'
        || sign == '！'
        || sign == '？'
        || sign == '।'
        || sign == '؟'
        || sign == '…';
  }
}
