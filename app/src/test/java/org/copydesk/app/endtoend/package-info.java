/**
 * The whole pipeline as processes: killed, stopped and woken, and judged by what the database holds
 * at the end.
 */
@NullMarked
package org.copydesk.app.endtoend;

import org.jspecify.annotations.NullMarked;
