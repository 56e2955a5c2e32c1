/**
 * What a host in a link means, in every spelling there is, and whether it may be reached: a name is
 * looked up once and every address behind it judged. Connects to nothing.
 */
@NullMarked
package dev.fetchlight.egress.address;

import org.jspecify.annotations.NullMarked;
