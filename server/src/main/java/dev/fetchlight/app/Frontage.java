package dev.fetchlight.app;

import dev.fetchlight.http.door.Clients;
import dev.fetchlight.http.door.PublicUrl;

/**
 * What was set of how clients reach the service.
 *
 * @param clients who is a client, and who a server in front
 * @param connections how many one client may hold
 */
record Frontage(Clients clients, int connections, PublicUrl publicUrl) {}
