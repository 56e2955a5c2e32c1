// What it costs to give a stored file back: bytes for a second of the server's CPU. Servers have
// one processor, the player another.
import { execFileSync } from "node:child_process";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./peers.mjs";
import { atLeast, inRounds, row } from "./row.mjs";
import { Service } from "./service.mjs";

const RANGE = 2 ** 20;
const TIMES = 4;

export async function measure({ rounds, site, memory, java }) {
  const folder = join(memory, "serving");
  const service = await Service.start(java, join(folder, "data"));
  try {
    const size = statSync(join(site.files, "big.mp4")).size;
    const { downloadUrl } = await service.fetch(site.link("big.mp4"));
    for (const { process } of [service.child, site.nginx]) {
      execFileSync("taskset", ["-acp", "0", String(process.pid)], { stdio: "ignore" });
    }
    const links = { ours: `http://127.0.0.1:${service.port}${downloadUrl}`, theirs: site.link("big.mp4") };
    const servers = { ours: service.child, theirs: site.nginx };
    const compare = async (what, ranges) => {
      const ways = {};
      for (const each of ["ours", "theirs"]) {
        const wishes = join(folder, `${each}.curl`);
        writeFileSync(wishes, ranges.map((range) => wish(links[each], range)).join("next\n"));
        ways[each] = () => cost(servers[each], folder, wishes, size * TIMES);
      }
      await ways.ours();
      const how = { peer: "nginx with sendfile", figure: perSecond, better: "more", target: atLeast(0.8) };
      return row(what, { ...how, ...(await inRounds(rounds, ways)) });
    };
    const pieces = Array.from({ length: size / RANGE }, (_, at) => `${at * RANGE}-${(at + 1) * RANGE - 1}`);
    return [
      await compare("serving a file whole, to a player", Array(TIMES).fill(null)),
      await compare("serving it in ranges of 1 MiB", Array(TIMES).fill(pieces).flat()),
    ];
  } finally {
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
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
