/**
 * What the services share. Start at {@link org.copydesk.pipeline.kafka} for the loop, at {@link
 * org.copydesk.pipeline.message} for what travels.
 */
@NullMarked
package org.copydesk.pipeline;

import org.jspecify.annotations.NullMarked;
