/**
 * A media website on this machine for tests: real files made by ffmpeg, and every way in which a
 * site can be slow, broken or hostile. Knows nothing of the service.
 */
@NullMarked
package dev.fetchlight.site;

import org.jspecify.annotations.NullMarked;
