/**
 * What travels between the stages: the records of every topic, their envelope and their headers.
 * Start at {@link Topics}.
 */
@NullMarked
package org.copydesk.pipeline.message;

import org.jspecify.annotations.NullMarked;
