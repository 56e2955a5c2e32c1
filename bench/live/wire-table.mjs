// The part of the report about bytes, with what compression would make of them.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { markdown, number } from "./table.mjs";

export function wireReport(runs) {
  const head = [
    "ticks a second",
    "frames",
    "KiB by socket",
    "KiB by polling",
    "ratio",
    "KiB by polling as a browser",
    "ratio",
  ];
  head.push("bytes a frame", "deflated alone", "µs", "deflated with context", "µs", "ratio then");
  const kib = (bytes) => number(bytes / 1024, 1);
  const rows = runs.map(({ rate, socket, bare, browser }) => {
    const deflate = execFileSync("/usr/bin/python3", [join(dirname(fileURLToPath(import.meta.url)), "deflate.py")], {
      input: socket.frames.join("\n"),
      encoding: "utf8",
    });
    const { plain, alone, takeover } = JSON.parse(deflate);
    const then = (socket.bytes - socket.frames.length * (plain - takeover.bytes)) / browser.bytes;
    return [
      rate,
      socket.frames.length,
      kib(socket.bytes),
      kib(bare.bytes),
      number(socket.bytes / bare.bytes),
      kib(browser.bytes),
      number(socket.bytes / browser.bytes),
      number(plain, 0),
      number(alone.bytes, 0),
      number(alone.micros, 1),
      number(takeover.bytes, 0),
      number(takeover.micros, 1),
      number(then),
    ];
  });
  return { text: markdown([head, ...rows]) };
}
