// What it costs to give a stored file back: bytes for a second of the server's CPU. Servers have
// one processor, the player another; both give the very same file, since its pages cost as much as
// the server.
import { execFileSync } from "node:child_process";
import { linkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { run } from "./peers.mjs";
import { atLeast, inRounds, row } from "./row.mjs";
import { Service } from "./service.mjs";

const RANGE = 4 * 2 ** 20;
/** Each is short, so that a slow moment of the machine falls on both alike. */
const TURNS = 5;
const WARM_UP = 4;

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
    const compare = async (what, ranges) => {
      const ways = {};
      for (const each of ["ours", "theirs"]) {
        const wishes = join(folder, `${each}.curl`);
        writeFileSync(wishes, ranges.map((range) => wish(links[each], range)).join("next\n"));
        ways[each] = () => cost(servers[each], folder, wishes, size);
      }
      await inRounds(WARM_UP, { ours: ways.ours });
      const how = { peer: "nginx with sendfile", figure: perSecond, better: "more", target: atLeast(0.8) };
      return row(what, { ...how, ...(await inRounds(rounds * TURNS, ways)) });
    };
    const pieces = Array.from({ length: Math.ceil(size / RANGE) }, (_, at) => `${at * RANGE}-${(at + 1) * RANGE - 1}`);
    return [
      await compare("serving a file whole", [null]),
      await compare(`serving it in ranges of ${RANGE / 2 ** 20} MiB`, pieces),
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

/** Bytes for a second of the server's CPU. */
async function cost(server, folder, wishes, bytes) {
  const before = server.cpu();
  await run(["taskset", "-c", "1", "curl", "-sSf", "--config", wishes], folder);
  const after = server.cpu();
  return bytes / (after.user + after.system - before.user - before.system);
}

function perSecond(value) {
  return `${(value / 1e9).toFixed(2)} GB`;
}
