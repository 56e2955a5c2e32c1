// How many small clips go through in a second when all are handed in at once, and what memory
// they take on the way.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { treeMemory } from "../lib/proc.mjs";
import { run, start } from "./peers.mjs";
import { atLeast, inRounds, row, timed } from "./row.mjs";
import { Service } from "../lib/service.mjs";

const SAMPLE_MS = 100;

export async function measure({ rounds, jobs, site, disk, java, tools }) {
  const folder = join(disk, "queue");
  mkdirSync(folder, { recursive: true });
  const service = await Service.start(java, join(folder, "data"), { FETCHLIGHT_YT_DLP: tools.ytDlp });
  const all = () => Promise.all(Array.from({ length: jobs }, () => service.fetch(site.link("small.html"))));
  const loop = () => ["bash", "-c", `seq ${jobs} | xargs -P3 -I{} ${one(tools.ytDlp, site.link("small.html"))}`];
  const alone = () => run(loop(), folder);
  try {
    await Promise.all(Array.from({ length: 10 }, () => service.fetch(site.link("small.html"))));
    const found = await inRounds(rounds, {
      ours: async () => jobs / (await timed(all)),
      theirs: async () => jobs / (await timed(alone)),
    });
    // In a round of its own, since looking costs time.
    const idle = treeMemory(service.pid) / 1_024;
    const ours = await highest(service.pid, all());
    const peer = start(loop(), folder);
    const theirs = await highest(peer.pid, peer.end);
    const what = `${jobs} small clips, 3 at once`;
    const how = { peer: "xargs -P3 yt-dlp" };
    return [
      row(what, { ...how, ...found, figure: jobsASecond, better: "more", target: atLeast(4) }),
      row(`memory at most; Fetchlight had ${mebibytes(idle)} at rest`, {
        ...how,
        ours: [ours],
        theirs: [theirs],
        figure: mebibytes,
        better: "less",
      }),
    ];
  } finally {
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function one(program, link) {
  return `${program} --ignore-config -q --force-overwrites -o 'peer-{}.%(ext)s' '${link}-{}'`;
}

/** The most MiB that a process and all below it have while something goes on. */
async function highest(pid, work) {
  let over = false;
  const end = work.finally(() => {
    over = true;
  });
  let most = 0;
  while (!over) {
    most = Math.max(most, treeMemory(pid) / 1_024);
    await pause(SAMPLE_MS);
  }
  await end;
  return most;
}

function jobsASecond(value) {
  return `${value.toFixed(1)} /s`;
}

function mebibytes(value) {
  return `${value.toFixed(0)} MiB`;
}
