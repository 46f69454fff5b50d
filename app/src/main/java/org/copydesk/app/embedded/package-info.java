/**
 * The broker and the database that run inside {@code ./copydesk up} when the configuration names
 * none: start at {@link org.copydesk.app.embedded.DataFolder}, which both live in.
 */
@NullMarked
package org.copydesk.app.embedded;

import org.jspecify.annotations.NullMarked;
