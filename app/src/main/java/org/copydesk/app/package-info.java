@NullMarked
package org.copydesk.app;

import org.jspecify.annotations.NullMarked;
