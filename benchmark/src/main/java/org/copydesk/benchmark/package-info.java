/**
 * The extraction beside other extractors of the JVM, for speed and for quality. Start at {@code
 * PeersBenchmark}.
 */
@NullMarked
package org.copydesk.benchmark;

import org.jspecify.annotations.NullMarked;
