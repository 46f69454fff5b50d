@NullMarked
package org.copydesk.ingest;

import org.jspecify.annotations.NullMarked;
