/**
 * The command line: one class a command. Results go to standard output, everything else to standard
 * error. Start at {@link org.copydesk.app.cli.CommandLineProgram}.
 */
@NullMarked
package org.copydesk.app.cli;

import org.jspecify.annotations.NullMarked;
