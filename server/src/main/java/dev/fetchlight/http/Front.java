package dev.fetchlight.http;

import dev.fetchlight.http.access.Access;
import dev.fetchlight.http.door.Clients;
import dev.fetchlight.http.door.PublicUrl;

/** What stands before every operation: who may call, who calls, and where that looks to be. */
public record Front(Access access, Clients clients, PublicUrl publicUrl) {}
