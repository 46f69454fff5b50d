package org.copydesk.extract.text;

/** Tells whether text ends as a sentence does. */
public final class SentenceEnd {
  private static final String CLOSING = "\"'”’»“)]」』 ";
  private static final String STOPS = ".!?…。！？:।؟۔";

  private SentenceEnd() {}

  /** Whether the text ends in a full stop of some script, closing quotes and brackets aside. */
  public static boolean is(String text) {
    int index = text.length() - 1;
    while (index > 0 && CLOSING.indexOf(text.charAt(index)) >= 0) {
      index--;
    }
    return index >= 0 && STOPS.indexOf(text.charAt(index)) >= 0;
  }
}
