/**
 * The tables and the one statement that writes a batch of rows into each. Start at {@link
 * org.copydesk.store.table.ArticleTable}.
 */
@NullMarked
package org.copydesk.store.table;

import org.jspecify.annotations.NullMarked;
