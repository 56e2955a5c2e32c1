/**
 * Records what is being broadcast: follows lists of segments that grow and stations that never end,
 * keeps what has come across restarts and outages, and makes one file of it. Fetches through egress
 * alone; knows no site.
 */
@NullMarked
package dev.fetchlight.engine.live;

import org.jspecify.annotations.NullMarked;
