/** Bytes to a parsed document: charset, size, deadline. Start at {@code PageParser}. */
@NullMarked
package org.copydesk.extract.page;

import org.jspecify.annotations.NullMarked;
