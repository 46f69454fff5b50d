/**
 * The real broker and database for tests, shared with the other modules as a test-jar; start at
 * {@link org.copydesk.pipeline.testing.KafkaBrokerExtension}.
 */
@NullMarked
package org.copydesk.pipeline.testing;

import org.jspecify.annotations.NullMarked;
