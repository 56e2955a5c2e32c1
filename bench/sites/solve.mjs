// Links that want a challenge solved, one after another and three at once.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { HEAD, inRounds, row, seconds } from "../engines/row.mjs";
import { treeMemory } from "../lib/proc.mjs";
import { machine } from "../lib/report.mjs";
import { Service } from "../lib/service.mjs";

const SAMPLE_MS = 50;
const WARM_UP = 3;
const AT_ONCE = 3;
const CASES = [
  ["hasty", "S", "a short player script"],
  ["hasty", "L", "a player script of 2.5 MB"],
  ["usual", "L", "the same, with the wait of 6 s"],
];

let videos = 0;
/** A link that was fetched before is not fetched again, so each is a new one. */
const link = (script) => `https://www.youtube.com/watch?v=V${String(videos++).padStart(9, "0")}${script}`;

export async function measure(given) {
  const rows = [HEAD];
  for (const [viewer, script, what] of CASES) {
    rows.push(...(await withService(given, viewer, (service) => speed(given, viewer, service, script, what))));
  }
  rows.push(...(await withService(given, "hasty", (service) => memory(given, service))));
  return rows;
}

async function withService({ java, folder, viewers, deno }, viewer, work) {
  const service = await Service.start(java, join(folder, `data-${viewer}`), {
    FETCHLIGHT_YT_DLP: viewers[viewer],
    FETCHLIGHT_JS_RUNTIME: `deno:${deno}`,
  });
  try {
    return [await work(service)];
  } finally {
    await service.end();
  }
}

async function speed(given, viewer, service, script, what) {
  const ways = {
    ours: () => untilBytes(() => service.begin(link(script))),
    theirs: () => untilBytes(() => begin(given, viewer, link(script))),
  };
  await inRounds(WARM_UP, { ours: ways.ours });
  const found = await inRounds(given.runs, ways);
  const target = ({ ratio }) => [1 / ratio, "≤", 1 / 3, "a third of the time"];
  const how = { peer: "cold yt-dlp", figure: seconds, better: "less", target };
  return row(`link to first bytes, ${what}`, { ...found, ...how });
}

async function memory(given, service) {
  await service.fetch(link("L"));
  const rest = await calm(service.pid);
  const three = (fetch) => Promise.all(Array.from({ length: AT_ONCE }, () => fetch(link("L"))));
  const ours = await highest(service.pid, three((url) => service.fetch(url)));
  const theirs = await highest(process.pid, three((url) => ends(given, url)), [service.pid]);
  const what = `memory at most with ${AT_ONCE} solves at once, the service had ${mebibytes(rest)} at rest`;
  const how = { peer: `${AT_ONCE} × yt-dlp`, figure: mebibytes, better: "less" };
  return row(what, { ours: [ours], theirs: [theirs], ...how });
}

export function report({ java, viewers, deno, runs }) {
  const version = (program) => execFileSync(program, ["--version"], { encoding: "utf8" }).split("\n")[0];
  return `# Sites that want a challenge solved

Medians of ${runs} runs, taken in turns, on ${machine(java[0])}, yt-dlp ${version(viewers.usual)} with its solver's scripts, ${version(deno).replace(/ \(.*/, "")}.
The site is synthetic and on loopback, by TLS; it speaks as YouTube does, with a player script of its own, and gives media only to solved links. The real site was never asked: it has a network between, which both would wait for.
Fetchlight is warm, fetches through its guard, and is timed from the POST to the first frame on its WebSocket that tells of bytes; yt-dlp is started as in a terminal, with its cache, and timed to its first line of progress. Each link is a new video, so that each solves anew. YouTube wants 6 s between page and media, for which yt-dlp waits by itself; only the line that says so has that wait. Memory is that of the whole tree of processes (PSS), sampled every ${SAMPLE_MS} ms in one run.`;
}

/** A yt-dlp in a terminal. */
function start({ folder, viewers, bin }, viewer, url, more) {
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const env = { PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`, HOME: home, LC_ALL: "C.UTF-8" };
  const args = ["--ignore-config", "--newline", "--force-overwrites", "-o", "%(id)s.%(ext)s", ...more, url];
  const child = spawn(viewers[viewer], args, { cwd: home, env, stdio: ["ignore", "pipe", "pipe"] });
  let complaints = "";
  child.stderr.on("data", (part) => {
    complaints += part;
  });
  const end = new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? done() : fail(new Error(`${url}: ${code}\n${complaints}`))));
  });
  return { child, end };
}

/** Seconds until there are bytes. It goes on to its end before the next is measured. */
async function untilBytes(work) {
  const since = performance.now();
  const { bytes, end } = work();
  await bytes;
  const taken = (performance.now() - since) / 1_000;
  await end;
  return taken;
}

function begin(given, viewer, url) {
  const { child, end } = start(given, viewer, url, ["--progress-template", "download:bytes %(progress.downloaded_bytes)s"]);
  const lines = createInterface({ input: child.stdout });
  const bytes = new Promise((done) => {
    lines.on("line", (line) => Number(/^bytes (\d+)/.exec(line)?.[1]) > 0 && done());
  });
  return { bytes: Promise.race([bytes, end]), end };
}

function ends(given, url) {
  const { child, end } = start(given, "hasty", url, []);
  child.stdout.resume();
  return end;
}

/** The most MiB that a process and all below it have while something goes on, without some of them. */
async function highest(pid, work, without = []) {
  let over = false;
  const end = work.finally(() => {
    over = true;
  });
  const others = () => without.reduce((sum, each) => sum + treeMemory(each), 0);
  const before = pid === process.pid ? treeMemory(pid) - others() : 0;
  let most = 0;
  while (!over) {
    most = Math.max(most, (treeMemory(pid) - others() - before) / 1_024);
    await pause(SAMPLE_MS);
  }
  await end;
  return most;
}

async function calm(pid) {
  await pause(2_000);
  return treeMemory(pid) / 1_024;
}

function mebibytes(value) {
  return `${value.toFixed(0)} MiB`;
}
