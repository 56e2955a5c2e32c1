// The part of the report about bytes, with what other ways of compression would make of them.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { markdown, number } from "../lib/table.mjs";

const WORDS = `Polling asks once a second over one connection that is kept, with the headers that Chromium sends or with hardly any (*bare*). Bytes are those of HTTP and WebSocket in both directions; TCP's own are left out. Ratios are those of the socket's bytes, compressed as browsers take them, to those of a polling browser.
Of permessage-deflate (zlib, level 6): *alone* compresses each frame for itself; *following* refers to the frame before and to no other, so that it too can be done once, for all watchers who got that one, and is what they get here; *with context* refers to all frames before, so that each watcher needs a compressor of its own (some 260 KiB) and its µs for every frame. The µs of the first two are a version's, however many watch it, and hold the making of a compressor, which the service makes once.`;

const WAYS = [
  ["alone", "alone"],
  ["following", "following"],
  ["takeover", "with context"],
];

export function wireReport(runs) {
  const measured = runs.map((run) => ({ ...run, ...deflated(run.socket.frames) }));
  return {
    ratios: measured.map(({ rate, offering, browser }) => ({ rate, ratio: offering.bytes / browser.bytes })),
    text: [WORDS, bytes(measured), compressed(measured)].join("\n\n"),
  };
}

function bytes(runs) {
  const kib = (count) => number(count / 1024, 1);
  return markdown([
    ["ticks a second", "frames", "bytes a frame", "KiB by socket", "compressed", "by polling", "bare", "ratio"],
    ...runs.map(({ rate, socket, offering, bare, browser, plain }) => [
      rate,
      socket.frames.length,
      number(plain, 0),
      kib(socket.bytes),
      kib(offering.bytes),
      kib(browser.bytes),
      kib(bare.bytes),
      number(offering.bytes / browser.bytes),
    ]),
  ]);
}

function compressed(runs) {
  const ratio = ({ socket, browser, plain }, size) =>
    number((socket.bytes - socket.frames.length * (plain - size)) / browser.bytes);
  const cells = (run, { bytes, micros }) => [number(bytes, 0), number(micros, 1), ratio(run, bytes)];
  return markdown([
    ["ticks a second", ...WAYS.flatMap(([, words]) => [`${words}: bytes a frame`, "µs", "ratio"])],
    ...runs.map((run) => [run.rate, ...WAYS.flatMap(([way]) => cells(run, run[way]))]),
  ]);
}

function deflated(frames) {
  const program = join(dirname(fileURLToPath(import.meta.url)), "deflate.py");
  return JSON.parse(execFileSync("/usr/bin/python3", [program], { input: frames.join("\n"), encoding: "utf8" }));
}
