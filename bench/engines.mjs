// How fast downloads are, from the link to the file and from the file to a player, against the
// programs that people use instead. Linux only, with two processors or more.
// Usage: script/bench engines [--record] [--rounds=N] [--runs=N] [--size=MiB] [--limited=MiB]
//   [--jobs=N] [--segments=N] [--parts=clip,file,queue,hls,serving]
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions } from "./lib/options.mjs";
import { publish, root } from "./lib/report.mjs";
import { markdown } from "./lib/table.mjs";
import { findJava, install } from "./lib/tools.mjs";

const options = readOptions({
  rounds: 3,
  runs: 11,
  size: 1_024,
  limited: 256,
  jobs: 100,
  segments: 300,
  parts: ["clip", "file", "queue", "hls", "serving"],
});
if (process.platform !== "linux" || cpus().length < 2) {
  console.error("The benchmark of downloads needs Linux and two processors: it is left out.");
  process.exit();
}
for (const name of Object.keys(process.env)) if (name.startsWith("FETCHLIGHT_")) delete process.env[name];

const tools = install("engines");
// Their library is there only once it is installed.
const { intro } = await import("./engines/intro.mjs");
const { HEAD } = await import("./engines/row.mjs");
const { startSite } = await import("./engines/site.mjs");

const disk = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
const memory = mkdtempSync(join(roomInMemory() ? "/dev/shm" : tmpdir(), "fetchlight-bench-"));
process.on("exit", () => {
  for (const each of [disk, memory]) rmSync(each, { recursive: true, force: true });
});

tools.zipapp = join(disk, "yt-dlp");
execFileSync(tools.python, [join(root, "bench/engines/zipapp.py"), tools.zipapp]);
process.stderr.write("Making clips ...\n");
const site = await startSite(tools, memory, options);
const given = { ...options, tools, site, disk, memory, java: findJava() };
const rows = [HEAD];
for (const part of options.parts) {
  process.stderr.write(`Measuring ${part} ...\n`);
  rows.push(...(await (await import(`./engines/${part}.mjs`)).measure(given)));
}
await site.end();
publish("engines", `${intro(given)}\n\n${markdown(rows)}`, options.record);

/** Whether the large files fit into memory four times. */
function roomInMemory() {
  if (!existsSync("/dev/shm")) return false;
  const { bavail, bsize } = statfsSync("/dev/shm");
  return bavail * bsize > 4 * (options.size + options.limited) * 2 ** 20;
}
