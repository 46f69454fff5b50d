package org.copydesk.app.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Turns what the JDK says about a failure into the end of a sentence for the operator. */
final class Sentences {
  private Sentences() {}

  /** The reason of an I/O failure, without its file and without a full stop. */
  static String of(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof FileSystemException onFile && onFile.getReason() != null) {
      return lowerFirst(onFile.getReason());
    }
    return ofAny(failure);
  }

  /** The message of the innermost cause on one line, or its type where it has none. */
  static String ofAny(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String text = message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    return withoutFullStop(text.strip().lines().findFirst().orElse(text));
  }

  private static String withoutFullStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static String lowerFirst(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
