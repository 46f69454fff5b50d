/**
 * A simulated web of many hosts on loopback, and what is measured and proved with it: start at
 * {@link org.copydesk.app.simulation.IngestBench}.
 */
@NullMarked
package org.copydesk.app.simulation;

import org.jspecify.annotations.NullMarked;
