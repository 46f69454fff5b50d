/**
 * Follows one URL through all stages, for an operator who asks what became of it. Start at {@link
 * org.copydesk.app.why.WhyReader}.
 */
@NullMarked
package org.copydesk.app.why;

import org.jspecify.annotations.NullMarked;
