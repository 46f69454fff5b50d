package org.copydesk.extract.page;

/**
 * A page's text.
 *
 * @param charset the charset and how it was found, such as {@code UTF-8 (header)}
 */
public record DecodedText(String text, String charset) {}
