/**
 * What is followed: reading {@code news.sources.v1} as a whole, and what an operator's wish changes
 * in it. Start at {@link org.copydesk.ingest.registry.SourceRegistry}.
 */
@NullMarked
package org.copydesk.ingest.registry;

import org.jspecify.annotations.NullMarked;
