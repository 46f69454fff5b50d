/** HTML or plain text in, a clean article or a named reason out. Start at {@code Extractor}. */
@NullMarked
package org.copydesk.extract;

import org.jspecify.annotations.NullMarked;
