@NullMarked
package org.copydesk.app.simulation;

import org.jspecify.annotations.NullMarked;
