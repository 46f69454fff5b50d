/** The life of a service: start, check, close, and how it ends. Start at {@link ExitCode}. */
@NullMarked
package org.copydesk.pipeline.service;

import org.jspecify.annotations.NullMarked;
