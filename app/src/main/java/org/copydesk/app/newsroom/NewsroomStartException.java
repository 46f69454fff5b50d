package org.copydesk.app.newsroom;

/** The sample newsroom cannot start; the message is one sentence for the person at the terminal. */
public final class NewsroomStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NewsroomStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
