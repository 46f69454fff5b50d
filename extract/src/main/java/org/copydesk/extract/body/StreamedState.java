package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * State that a page streams to its scripts in pieces, as React's server components do: each script
 * pushes a string, and the strings together are rows {@code id:JSON} that end with the line, or
 * {@code id:Tlength,text} with the length in bytes and hexadecimal. Linear in the page's size.
 */
final class StreamedState {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PUSH = "self.__next_f.push(";

  private StreamedState() {}

  /** The rows' JSON and texts, in order. */
  static List<String> rows(List<Element> scripts) {
    StringBuilder stream = new StringBuilder();
    for (Element script : scripts) {
      String data = script.data();
      if (data.startsWith(PUSH)) {
        append(data.substring(PUSH.length()), stream);
      }
    }
    return stream.isEmpty() ? List.of() : split(stream.toString());
  }

  private static void append(String arguments, StringBuilder stream) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), arguments)) {
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.END_ARRAY) {
        if (token == JsonToken.VALUE_STRING) {
          stream.append(parser.getString());
        }
        token = parser.nextToken();
      }
    } catch (JacksonException e) {
      stream.append('\n'); // a piece that cannot be read ends the row
    }
  }

  private static List<String> split(String stream) {
    List<String> rows = new ArrayList<>();
    int at = 0;
    while (at < stream.length()) {
      int colon = stream.indexOf(':', at);
      if (colon < 0) {
        break;
      }
      int end = stream.startsWith("T", colon + 1) ? addText(stream, colon + 2, rows) : -1;
      at = end < 0 ? addLine(stream, colon + 1, rows) : end;
    }
    return rows;
  }

  private static int addLine(String stream, int start, List<String> rows) {
    int newline = stream.indexOf('\n', start);
    int end = newline < 0 ? stream.length() : newline;
    rows.add(stream.substring(start, end));
    return end + 1;
  }

  /** The place after a text of a stated length; -1 when there is none. */
  private static int addText(String stream, int start, List<String> rows) {
    int comma = start;
    int bytes = 0;
    while (comma < stream.length() && comma < start + 7 && stream.charAt(comma) != ',') {
      int digit = Character.digit(stream.charAt(comma), 16);
      if (digit < 0) {
        return -1;
      }
      bytes = bytes * 16 + digit;
      comma++;
    }
    if (comma >= stream.length() || stream.charAt(comma) != ',') {
      return -1;
    }
    int end = comma + 1;
    while (end < stream.length() && bytes > 0) {
      bytes -= bytesOf(stream.charAt(end));
      end++;
    }
    rows.add(stream.substring(comma + 1, end));
    return end;
  }

  /** In UTF-8; each half of a pair counts for two. */
  private static int bytesOf(char character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
  }
}
