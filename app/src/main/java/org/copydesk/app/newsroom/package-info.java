/**
 * The bundled sample newsroom: a handful of invented news sites served on loopback, which know what
 * they published. Start at {@link org.copydesk.app.newsroom.SampleNewsroom}; the texts and page
 * layouts are resource files beside this package.
 */
@NullMarked
package org.copydesk.app.newsroom;

import org.jspecify.annotations.NullMarked;
