/**
 * Judges what an engine has brought by its bytes, before anyone calls it completed: whether it is
 * media at all, of which kind, and whether it is whole. Knows no site and no downloader.
 */
@NullMarked
package dev.fetchlight.engine.judge;

import org.jspecify.annotations.NullMarked;
