/**
 * Reads what was stored, for commands and pages. Start at {@link
 * org.copydesk.store.read.ArticleReader}.
 */
@NullMarked
package org.copydesk.store.read;

import org.jspecify.annotations.NullMarked;
