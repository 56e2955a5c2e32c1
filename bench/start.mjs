// How fast the service is ready and how much memory it keeps at rest, against the same program
// without the AOT cache and against java's own defaults. Linux only: memory is read from /proc.
// Usage: script/bench start [--record] [--runs=N]
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readOptions } from "./lib/options.mjs";
import { resident } from "./lib/proc.mjs";
import { machine, publish, root } from "./lib/report.mjs";
import { markdown, median } from "./lib/table.mjs";
import { findJava } from "./lib/tools.mjs";

const { runs, record } = readOptions({ runs: 7 });
const REST_MS = 5_000;
const tuned = findJava();

const cases = [
  { name: "script/server, second start", command: [join(root, "script/server")] },
  { name: "java with flags and AOT cache", command: tuned },
  { name: "java with flags, no cache", command: tuned.filter((each) => !each.startsWith("-XX:AOTCache=")) },
  { name: "java -jar, no flags", command: [tuned[0], ...tuned.slice(-2)] },
];
if (!tuned.some((each) => each.startsWith("-XX:AOTCache="))) {
  console.error("There is no AOT cache: .cache/train.log says why.");
}

const results = cases.map(({ name }) => ({ name, ready: [], rss: [] }));
// The first start of a data folder makes the database; that is not what a restart costs.
const data = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
await once(tuned);
// Round by round, so that a slow moment of the machine falls on all alike.
for (let run = 0; run < runs; run++) {
  for (const [index, { command }] of cases.entries()) {
    const { ready, rss } = await once(command);
    results[index].ready.push(ready);
    results[index].rss.push(rss);
  }
}
rmSync(data, { recursive: true, force: true });
publish("start", table(results), record);

/** Milliseconds from the command to the ready line, and MiB resident some seconds later. */
async function once([program, ...args]) {
  const clean = Object.entries(process.env).filter(([name]) => !name.startsWith("FETCHLIGHT_"));
  const settings = { FETCHLIGHT_PORT: "0", FETCHLIGHT_DATA_DIR: data, FETCHLIGHT_YT_DLP_UPDATE: "off" };
  const env = { ...Object.fromEntries(clean), ...settings };
  const begin = performance.now();
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.once("exit", done));
  const ready = await new Promise((done, fail) => {
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
      if (said.includes("Fetchlight ready at ")) done(performance.now() - begin);
    });
    ended.then((code) => fail(new Error(`${program} ended with ${code}\n${said}`)));
  });
  await pause(REST_MS);
  if (child.exitCode !== null) throw new Error(`${program} ended by itself with ${child.exitCode}`);
  const rss = resident(child.pid) / 1024;
  child.kill("SIGTERM");
  await ended;
  return { ready, rss };
}

function table(rows) {
  const best = rows[1];
  const line = ({ name, ready, rss }) => {
    const slower = (median(ready) / median(best.ready)).toFixed(2);
    const larger = (median(rss) / median(best.rss)).toFixed(2);
    return [name, median(ready).toFixed(0), slower, median(rss).toFixed(0), larger];
  };
  return `# Start and rest

Medians of ${runs} runs with a data folder that was opened before and a warm page cache, on ${machine(tuned[0])}.
Ready is from the command to the ready line; memory is what is resident ${REST_MS / 1000} s later. Ratios are against java with flags and AOT cache.

${markdown([["", "ready, ms", "ratio", "memory, MiB", "ratio"], ...rows.map(line)])}`;
}
