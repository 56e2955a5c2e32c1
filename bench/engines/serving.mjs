// What it costs to give a stored file back: bytes for a second of the server's CPU. Servers have
// one processor, the player another; both give the very same file, since its pages cost as much as
// the server.
import { execFileSync } from "node:child_process";
import { linkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { run } from "./peers.mjs";
import { atLeast, inRounds, row } from "./row.mjs";
import { Service } from "../lib/service.mjs";

const RANGE = 4 * 2 ** 20;
/** Each is short, so that a slow moment of the machine falls on both alike. */
const TURNS = 15;
/** Requests for a little, before anything is measured: a service has been running for a while. */
const WARM_UP = 30_000;
const LITTLE = 65_536;
/** Plays of each kind that are not counted: a JVM compiles what it does often, and only once. */
const REHEARSALS = 10;

export async function measure({ rounds, site, memory, java }) {
  const folder = join(memory, "serving");
  const service = await Service.start(java, join(folder, "data"));
  try {
    const { jobId, downloadUrl } = await service.fetch(site.link("big.mp4"));
    const stored = join(folder, "data/media", jobId.slice(-2), jobId, "media.mp4");
    linkSync(stored, join(site.files, "stored.mp4"));
    const size = statSync(stored).size;
    pin(service.pid, "0");
    pin(site.nginx.process.pid, "0");
    const links = { ours: `http://127.0.0.1:${service.port}${downloadUrl}`, theirs: site.link("stored.mp4") };
    const servers = { ours: service.child, theirs: site.nginx };
    const play = async (link, ranges) => {
      const wishes = join(folder, "wishes.curl");
      writeFileSync(wishes, ranges.map((range) => wish(link, range)).join("next\n"));
      await run(["taskset", "-c", "1", "curl", "-sSf", "--config", wishes], folder);
    };
    await play(links.ours, Array(WARM_UP).fill(`0-${LITTLE - 1}`));
    const compare = async (what, wanted) => {
      const cost = (each) => async () => size / (await spent(servers[each], () => play(links[each], wanted)));
      const ways = { ours: cost("ours"), theirs: cost("theirs") };
      await inRounds(REHEARSALS, ways);
      const how = { peer: "nginx with sendfile", figure: perSecond, better: "more", target: atLeast(0.8) };
      return row(what, { ...how, ...(await inRounds(rounds * TURNS, ways)) });
    };
    return [
      await compare("serving a file whole", [null]),
      await compare(`serving it in ranges of ${RANGE / 2 ** 20} MiB`, ranges(size, RANGE)),
    ];
  } finally {
    pin(site.nginx.process.pid, `0-${cpus().length - 1}`);
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function pin(pid, processors) {
  execFileSync("taskset", ["-acp", processors, String(pid)], { stdio: "ignore" });
}

function wish(link, range) {
  return `url = "${link}"\noutput = /dev/null\n${range ? `range = ${range}\n` : ""}`;
}

/** All of so many bytes in pieces. */
function ranges(size, piece) {
  return Array.from({ length: Math.ceil(size / piece) }, (_, at) => `${at * piece}-${(at + 1) * piece - 1}`);
}

/** Seconds of CPU that the server spends on something. */
async function spent(server, on) {
  const before = server.cpu();
  await on();
  const after = server.cpu();
  return after.user + after.system - before.user - before.system;
}

function perSecond(value) {
  return `${(value / 1e9).toFixed(2)} GB`;
}
