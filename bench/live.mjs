// What a watcher and a frame cost, against other ways to build a live server, all measured by one
// load generator in one call. Linux only, with two processors or more.
// Usage: script/bench live [--record] [--rounds=N] [--seconds=N] [--rate=N] [--watchers=N,…]
//   [--peers=NAME,…] [--parts=fanout,slow,many,wire,return]
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { readOptions } from "./lib/options.mjs";
import { publish, root } from "./lib/report.mjs";
import { findJava, install } from "./lib/tools.mjs";
import { fanOut } from "./live/fanout.mjs";
import { fanOutReport } from "./live/fanout-table.mjs";
import { manyJobs } from "./live/many.mjs";
import { titles } from "./live/peers.mjs";
import { headings, intro, targets } from "./live/report.mjs";
import { slowReaders } from "./live/slow.mjs";

const options = readOptions({
  rounds: 2,
  seconds: 5,
  rate: 10,
  watchers: [1_000, 5_000, 15_000],
  peers: Object.keys(titles),
  parts: ["fanout", "slow", "many", "wire", "return"],
});
if (process.platform !== "linux" || cpus().length < 2) {
  console.error("The live benchmark needs Linux and two processors: it is left out.");
  process.exit();
}
// Each watcher is a file of the server's and one of the load generator's.
const files = Number(execFileSync("bash", ["-c", "ulimit -Hn"], { encoding: "utf8" })) || Number.POSITIVE_INFINITY;
const tooMany = options.watchers.filter((each) => each + 500 > files);
options.watchers = options.watchers.filter((each) => !tooMany.includes(each));
if (tooMany.length) console.error(`Left out for a limit of ${files} open files: ${tooMany.join(", ")} watchers.`);

const tools = { ...install("live"), args: `@${join(root, "script/lib/java.args")}` };
// The publisher of nginx lives here: away from the server's processor.
execFileSync("taskset", ["-acp", "1", String(process.pid)]);

const given = { ...options, tools };
const run = {
  fanout: async () => fanOutReport(await inRounds(given)),
  slow: () => slowReaders(given),
  many: () => manyJobs(given),
  // Their library is there only once the peers are installed.
  wire: async () => (await import("./live/wire.mjs")).wire(given),
  return: async () => (await import("./live/return.mjs")).comeBack({ ...given, command: findJava() }),
};
const found = {};
for (const part of options.parts) {
  process.stderr.write(`Measuring ${part} ...\n`);
  found[part] = await run[part]();
}
const sections = [intro(given), ...options.parts.map((part) => `## ${headings[part]}\n\n${found[part].text}`)];
sections.push(`## Targets\n\n${targets(found)}`);

/** Round by round, so that a slow moment of the machine falls on all alike. */
async function inRounds({ peers, rounds }) {
  const runs = new Map(peers.map((peer) => [peer, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const peer of peers) {
      process.stderr.write(`  round ${round}, ${titles[peer]} ...\n`);
      runs.get(peer).push(await fanOut(peer, given));
    }
  }
  return runs;
}

publish("live", sections.join("\n\n"), options.record);
