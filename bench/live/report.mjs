// The words around the tables: how it was measured, and how far the targets were reached.
import { machine, reached } from "../lib/report.mjs";
import { count, markdown, number } from "../lib/table.mjs";

export const headings = {
  fanout: "One job, many watchers",
  slow: "Watchers who do not read",
  many: "Twenty jobs",
  wire: "Bytes on the wire for a download of a minute",
  return: "Back after a restart",
};

export function intro({ rounds, seconds, rate, tools: { java } }) {
  return `# Live frames

Medians of ${rounds} rounds of ${seconds} s each on ${machine(java)}, Node ${process.version}. Every server runs alone on one processor, the load generator on another.
All send frames of 350 bytes to every watcher of one job, ${rate} times a second. Costs are µs of the server's CPU for each frame that was delivered; the system part is mostly the kernel's send and swings with the machine, so rank by user time, which the kernel samples and which is right to about a tenth.
*Delivered* is what came of what was offered: one processor cannot send 150,000 frames a second, whoever sends. *Missed* are versions that a watcher was not sent between two that it was. *Spread* is from the first watcher that has a frame to the last, the median over frames; delays are from making a frame to its reading, in ms. *Generator* is its share of the whole machine.
FastAPI runs on uvicorn with uvloop; Node ws sends one buffer made before; nginx is posted one request a frame.`;
}

/** What was to be reached, and what was, of the parts that were measured. */
export function targets({ fanout, slow, many, wire, return: comeback }) {
  const rows = fanout ? fanOutTargets(fanout) : [];
  if (slow) rows.push(["p99 delay beside 1 in 100 who do not read, to without them", slow.ratio, "≤", 1.1]);
  if (many) rows.push(["job updates for a CPU second on one socket, to a socket a job", many.ratio, "≥", 8]);
  for (const { rate, ratio } of wire?.ratios ?? []) {
    rows.push([`bytes for a minute at ${rate} ticks a second, to polling`, ratio, "≤", 0.5]);
  }
  for (const { name, back, refused } of comeback?.seconds ?? []) {
    rows.push([`seconds from ready until all are back on ${name}`, back, "≤", 5]);
    rows.push([`refused connects on ${name}`, refused, "≤", 0]);
  }
  return markdown([
    ["target", "measured", "wanted", "reached"],
    ...rows.map(([what, value, relation, limit]) => [
      what,
      number(value),
      `${relation} ${limit}`,
      reached(value, relation, limit),
    ]),
  ]);
}

function fanOutTargets({ at, idle, peers, sizes }) {
  if (!peers.includes("fetchlight")) return [];
  const middle = sizes.includes(5_000) ? 5_000 : sizes.at(-1);
  const [few, many] = [sizes[0], sizes.at(-1)];
  const ratio = (peer, kind) => at("fetchlight", middle)[kind] / at(peer, middle)[kind];
  const rows = [];
  if (peers.includes("ws")) {
    rows.push([`user CPU a frame at ${count(middle)} watchers, to Node ws`, ratio("ws", "user"), "≤", 0.65]);
    rows.push(["all CPU a frame, to Node ws", ratio("ws", "all"), "≤", 0.95]);
  }
  if (peers.includes("fastapi")) rows.push(["all CPU a frame, to FastAPI", ratio("fastapi", "all"), "≤", 0.4]);
  if (many > few) {
    const growth = at("fetchlight", many).all / at("fetchlight", few).all;
    rows.push([`all CPU a frame at ${count(many)} watchers, to ${count(few)}`, growth, "≤", 1.15]);
    rows.push(["KiB resident for an idle watcher", idle("fetchlight", "resident"), "≤", 4]);
    rows.push(["KiB live on the heap for an idle watcher", idle("fetchlight", "heap"), "≤", 2]);
  }
  return rows;
}
