package dev.fetchlight.http.contract;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request, as RFC 9457 has it.
 *
 * @param code stable, for programs
 * @param detail one sentence for a person, saying what to change
 * @param field the field, parameter or header that is wrong
 */
public record Problem(
    int status, String code, String title, String detail, @Nullable String field) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem invalid(String field, String detail) {
    return new Problem(
        400, "invalid_" + (field.equals("body") ? "body" : "field"), "Bad request", detail, field);
  }

  public static Problem unauthorised() {
    return new Problem(
        401,
        "unauthorised",
        "Not authorised",
        "Send the access token as \"Authorization: Bearer …\", or sign in on the page.",
        null);
  }

  public static Problem wrongToken() {
    return new Problem(
        401, "wrong_token", "Not authorised", "This is not the access token.", "token");
  }

  public static Problem originRefused() {
    return new Problem(
        403,
        "origin_refused",
        "Origin refused",
        "Pages of this origin may not call this service; FETCHLIGHT_ALLOWED_ORIGINS names those that may.",
        "Origin");
  }

  public static Problem hostRefused() {
    return new Problem(
        421,
        "host_refused",
        "Misdirected request",
        "Without an access token this service answers only to localhost; set FETCHLIGHT_TOKEN or FETCHLIGHT_ALLOWED_ORIGINS.",
        "Host");
  }

  public static Problem noSuch(String what) {
    return new Problem(404, "not_found", "Not found", "There is no such " + what + ".", null);
  }

  public static Problem methodNotAllowed() {
    return new Problem(
        405,
        "method_not_allowed",
        "Method not allowed",
        "This path does not know that method; Allow names those it knows.",
        null);
  }

  public static Problem conflict(String code, String detail) {
    return new Problem(409, code, "Conflict", detail, null);
  }

  public static Problem tooLarge() {
    return new Problem(
        413, "body_too_large", "Too large", "A body may hold 64 KiB at most.", "body");
  }

  static Problem notJson() {
    return new Problem(
        415,
        "unsupported_media_type",
        "Unsupported media type",
        "Send the body as \"Content-Type: application/json\".",
        "Content-Type");
  }

  public static Problem rangeNotSatisfiable() {
    return new Problem(
        416,
        "range_not_satisfiable",
        "Range not satisfiable",
        "The file ends before that range; Content-Range says how long it is.",
        "Range");
  }

  public static Problem upgradeRequired() {
    return new Problem(
        426, "upgrade_required", "Upgrade required", "Open this path as a WebSocket.", "Upgrade");
  }

  public static Problem socketVersion() {
    return new Problem(
        426,
        "upgrade_required",
        "Upgrade required",
        "Sockets are spoken in version 13 only.",
        "Sec-WebSocket-Version");
  }

  public static Problem badHandshake(String field, String sentence) {
    return new Problem(400, "bad_handshake", "Bad request", sentence, field);
  }

  public static Problem keyReused() {
    return new Problem(
        422,
        "idempotency_key_reused",
        "Idempotency key reused",
        "This key was used for another download in the last 24 hours; take a new one.",
        "Idempotency-Key");
  }

  public static Problem tooMany() {
    return new Problem(
        429,
        "too_many_requests",
        "Too many requests",
        "Wait for as many seconds as Retry-After says.",
        null);
  }

  public static Problem tooManyGuesses() {
    return new Problem(
        429,
        "too_many_requests",
        "Too many requests",
        "Too many wrong tokens came from this address; wait for as many seconds as Retry-After says.",
        null);
  }

  public static Problem tooManyConnections() {
    return new Problem(
        429,
        "too_many_connections",
        "Too Many Requests",
        "This address holds as many connections as FETCHLIGHT_CLIENT_CONNECTIONS allows; close one.",
        null);
  }

  public static Problem tooManyLooks() {
    return new Problem(
        429,
        "too_many_previews",
        "Too many previews",
        "Several links are being looked at already; try again in a few seconds.",
        null);
  }

  /**
   * A link that was looked at leads to nothing that could be shown.
   *
   * @param code the class of failure, as of a download
   */
  public static Problem notSeen(String code, String sentence) {
    return new Problem(422, code, "Nothing to show", sentence, "url");
  }

  public static Problem tooManyWatchers() {
    return new Problem(
        429,
        "too_many_watchers",
        "Too many are watching",
        "This node serves as many watchers as it can, or is about to stop; come back in a few seconds.",
        null);
  }

  /** Nothing more can be taken in; what is there goes on once there is room. */
  public static Problem noSpace() {
    return new Problem(
        503,
        "no_space",
        "No space",
        "The disk of this service is full. Try again once there is room on it.",
        null);
  }

  public static Problem unavailable(String detail) {
    return new Problem(503, "unavailable", "Not available", detail, null);
  }

  public static Problem internal() {
    return new Problem(
        500,
        "internal",
        "Internal error",
        "Something went wrong inside Fetchlight; its log says more.",
        null);
  }

  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("code", code);
    return field == null ? json : json.put("field", field);
  }
}
