/**
 * The heart of the program: how records are polled, handled, committed and written. The only
 * package of the services that knows Kafka's classes; its own types stand in every signature.
 *
 * <p>Start at {@link org.copydesk.pipeline.kafka.ConsumerLoop}. It polls and asks a {@link
 * org.copydesk.pipeline.kafka.Stage} to take records; {@code Ownership} keeps what was assigned,
 * {@code Commits} what is done. {@link org.copydesk.pipeline.kafka.BatchStage} is the stage that
 * works on one batch after another, and {@link org.copydesk.pipeline.kafka.TransactionalWork} its
 * exactly-once form.
 */
@NullMarked
package org.copydesk.pipeline.kafka;

import org.jspecify.annotations.NullMarked;
