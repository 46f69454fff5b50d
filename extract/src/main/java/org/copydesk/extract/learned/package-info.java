/**
 * Lines that repeat across the pages of one host, whatever they say. Start at {@code HostSketch}.
 */
@NullMarked
package org.copydesk.extract.learned;

import org.jspecify.annotations.NullMarked;
