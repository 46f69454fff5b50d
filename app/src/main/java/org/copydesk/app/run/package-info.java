/**
 * Builds a process out of its parts and runs it: everything at once, or one service. Start at
 * {@link org.copydesk.app.run.EverythingRun}.
 */
@NullMarked
package org.copydesk.app.run;

import org.jspecify.annotations.NullMarked;
