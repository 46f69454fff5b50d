/**
 * What a look at a site means for somebody who thinks of following it. Start at {@link
 * org.copydesk.app.probe.Probe}.
 */
@NullMarked
package org.copydesk.app.probe;

import org.jspecify.annotations.NullMarked;
