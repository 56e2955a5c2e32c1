/** Keeps media in a folder on local disk: written beside, then renamed. */
@NullMarked
package dev.fetchlight.media.disk;

import org.jspecify.annotations.NullMarked;
