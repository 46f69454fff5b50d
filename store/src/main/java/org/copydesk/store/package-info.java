/**
 * The store: clean articles and outcomes from Kafka into PostgreSQL, with the effect of exactly one
 * delivery. Start at {@link org.copydesk.store.StoreService}; what happens to a batch is in {@code
 * StoreWork}.
 */
@NullMarked
package org.copydesk.store;

import org.jspecify.annotations.NullMarked;
