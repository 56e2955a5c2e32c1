// The words around the tables: how it was measured, and how far the targets were reached.
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { count, markdown, number } from "./table.mjs";

export function intro({ rounds, seconds, rate }, { java }) {
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const jdk = /JAVA_RUNTIME_VERSION="([^"]+)/.exec(readFileSync(join(dirname(java), "../release"), "utf8"))?.[1];
  return `# Live frames

Medians of ${rounds} rounds of ${seconds} s each on ${machine}, JDK ${jdk}, Node ${process.version}. Every server runs alone on one processor, the load generator on another.
All send frames of 350 bytes to every watcher of one job, ${rate} times a second. Costs are µs of the server's CPU for each frame that was delivered; the system part is mostly the kernel's send and swings with the machine, so rank by user time.
*Delivered* is what came of what was offered: one processor cannot send 150,000 frames a second, whoever sends. *Missed* are versions that a watcher was not sent between two that it was. *Spread* is from the first watcher that has a frame to the last, the median over frames; delays are from making a frame to its reading, in ms. *Generator* is its share of the whole machine.
FastAPI runs on uvicorn with uvloop; Node ws sends one buffer made before; nginx is posted one request a frame.`;
}

/** What was to be reached, and what was. Each ratio is ours to theirs. */
export function targets({ at, idle, peers, sizes }) {
  const has = (...names) => names.every((name) => peers.includes(name));
  const middle = sizes.includes(5_000) ? 5_000 : sizes.at(-1);
  const [few, many] = [sizes[0], sizes.at(-1)];
  const ratio = (peer, kind) => at("fetchlight", middle)[kind] / at(peer, middle)[kind];
  const rows = [];
  const add = (what, value, most) => rows.push([what, number(value), `≤ ${most}`, value <= most ? "yes" : "no"]);
  if (has("fetchlight", "ws")) {
    add(`user CPU a frame, to Node ws, ${count(middle)} watchers`, ratio("ws", "user"), 0.65);
    add("all CPU a frame, to Node ws", ratio("ws", "all"), 0.95);
  }
  if (has("fetchlight", "fastapi")) add("all CPU a frame, to FastAPI", ratio("fastapi", "all"), 0.4);
  if (has("fetchlight") && many > few) {
    add(`CPU a frame at ${count(many)} watchers, to ${count(few)}`, at("fetchlight", many).all / at("fetchlight", few).all, 1.15);
    add("KiB resident for an idle watcher", idle("fetchlight", "resident"), 4);
    add("KiB live on the heap for an idle watcher", idle("fetchlight", "heap"), 2);
  }
  return markdown([["target", "measured", "wanted", "reached"], ...rows]);
}
