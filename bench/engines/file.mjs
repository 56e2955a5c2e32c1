// How fast one large file arrives, over a line that is as fast as the machine and over one that
// gives each connection so much and no more.
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./peers.mjs";
import { atLeast, inRounds, megabytesASecond, row, timed } from "./row.mjs";
import { Service } from "../lib/service.mjs";
import { LIMIT } from "./site.mjs";

export async function measure({ rounds, site, memory, java }) {
  const folder = join(memory, "file");
  const service = await Service.start(java, join(folder, "data"));
  const ours = async (link, size) => {
    let download;
    const took = await timed(async () => {
      download = await service.fetch(link);
    });
    await service.remove(download);
    return size / took;
  };
  const theirs = async (command, size) => {
    const took = await timed(() => run(command, folder));
    rmSync(join(folder, "peer.mp4"));
    return size / took;
  };
  const curl = (link, size) => theirs(["curl", "-sS", "-o", "peer.mp4", link], size);
  const aria2 = (link, size) =>
    theirs(["aria2c", "-q", "-x8", "-s8", "--file-allocation=none", "-o", "peer.mp4", link], size);
  try {
    const size = statSync(join(site.files, "big.mp4")).size;
    await ours(site.link("big.mp4"), size);
    const open = await inRounds(rounds, {
      ours: () => ours(site.link("big.mp4"), size),
      curl: () => curl(site.link("big.mp4"), size),
    });
    const limitedSize = statSync(join(site.files, "limited.mp4")).size;
    const limited = await inRounds(rounds, {
      ours: () => ours(site.limitedLink(), limitedSize),
      curl: () => curl(site.limitedLink(), limitedSize),
      aria2: () => aria2(site.limitedLink(), limitedSize),
    });
    const how = { figure: megabytesASecond, better: "more" };
    const slow = `file of ${mebibytes(limitedSize)}, ${LIMIT / 1e6} MB/s a connection`;
    return [
      row(`file of ${mebibytes(size)}`, {
        ...how,
        ours: open.ours,
        peer: "curl",
        theirs: open.curl,
        target: atLeast(0.95),
      }),
      row(slow, { ...how, ours: limited.ours, peer: "curl", theirs: limited.curl, target: atLeast(4) }),
      // Level, as far as a machine that does other things too can tell.
      row(slow, { ...how, ours: limited.ours, peer: "aria2c -x8 -s8", theirs: limited.aria2, target: atLeast(0.95) }),
    ];
  } finally {
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function mebibytes(bytes) {
  return `${bytes / 2 ** 20} MiB`;
}
