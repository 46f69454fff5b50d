/**
 * The connection to PostgreSQL: its pool, its migrations, its transactions, and what its errors
 * mean. Start at {@link org.copydesk.store.database.Database}.
 */
@NullMarked
package org.copydesk.store.database;

import org.jspecify.annotations.NullMarked;
