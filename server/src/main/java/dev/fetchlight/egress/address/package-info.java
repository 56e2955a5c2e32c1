/**
 * What a host in a link means, in every spelling there is, and which addresses are the public
 * internet. Pure functions over names and addresses; looks nothing up and connects to nothing.
 */
@NullMarked
package dev.fetchlight.egress.address;

import org.jspecify.annotations.NullMarked;
