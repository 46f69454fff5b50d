/**
 * What an operator may set: one YAML file, environment variables over it, command-line options over
 * both. Start at {@link ConfigLoader}; {@link Settings} lists every key.
 */
@NullMarked
package org.copydesk.pipeline.config;

import org.jspecify.annotations.NullMarked;
