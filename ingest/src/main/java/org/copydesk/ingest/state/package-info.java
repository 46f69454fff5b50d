/**
 * What an instance knows of its shards, in memory and in the state topics: sources, URLs, hosts.
 * Start at {@link org.copydesk.ingest.state.ShardState}.
 */
@NullMarked
package org.copydesk.ingest.state;

import org.jspecify.annotations.NullMarked;
