/**
 * What a log line looks like: readable on a terminal, ECS JSON for machines, and safe to look at
 * whatever a page put into it. Start at {@link LogConfigurator}.
 */
@NullMarked
package org.copydesk.pipeline.log;

import org.jspecify.annotations.NullMarked;
