// How fast the service is ready and how much memory it keeps at rest, against the same program
// without the AOT cache and against java's own defaults. Linux only: memory is read from /proc.
// Usage: script/bench start [--record] [--runs=N]
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const record = process.argv.includes("--record");
const runs = Number(process.argv.find((each) => each.startsWith("--runs="))?.slice(7) ?? 7);
const REST_MS = 5_000;

const findJava = `for part in say tools build run; do source "$root/script/lib/$part.sh"; done
  find_jdk && find_java && printf '%s\\n' "\${java[@]}"`;
const tuned = execFileSync("bash", ["-euc", findJava], { env: { ...process.env, root }, encoding: "utf8" })
  .trim()
  .split("\n");

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
const text = table(results);
console.log(text);
if (record) {
  const day = new Date().toISOString().slice(0, 10);
  mkdirSync(join(root, "bench/results"), { recursive: true });
  writeFileSync(join(root, `bench/results/${day}-start.md`), `${text}\n`);
}

/** Milliseconds from the command to the ready line, and MiB resident some seconds later. */
async function once([program, ...args]) {
  const clean = Object.entries(process.env).filter(([name]) => !name.startsWith("FETCHLIGHT_"));
  const env = { ...Object.fromEntries(clean), FETCHLIGHT_PORT: "0", FETCHLIGHT_DATA_DIR: data };
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
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
  child.kill("SIGTERM");
  await ended;
  return { ready, rss };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function table(rows) {
  const best = rows[1];
  const line = ({ name, ready, rss }) => {
    const slower = (median(ready) / median(best.ready)).toFixed(2);
    const larger = (median(rss) / median(best.rss)).toFixed(2);
    return `| ${name} | ${median(ready).toFixed(0)} | ${slower} | ${median(rss).toFixed(0)} | ${larger} |`;
  };
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const release = readFileSync(join(dirname(tuned[0]), "../release"), "utf8");
  return `# Start and rest

Medians of ${runs} runs with a data folder that was opened before and a warm page cache, on ${machine}, JDK ${/JAVA_RUNTIME_VERSION="([^"]+)/.exec(release)?.[1]}.
Ready is from the command to the ready line; memory is what is resident ${REST_MS / 1000} s later. Ratios are against java with flags and AOT cache.

| | ready, ms | ratio | memory, MiB | ratio |
| --- | --- | --- | --- | --- |
${rows.map(line).join("\n")}`;
}
