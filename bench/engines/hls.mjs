// How long a list of small segments takes, where each comes at once and where each takes a while
// to begin, as over a real line.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { median } from "../lib/table.mjs";
import { run, ytDlp } from "./peers.mjs";
import { atLeast, inRounds, row, seconds, timed } from "./row.mjs";
import { Service } from "../lib/service.mjs";
import { DELAY_MS } from "./site.mjs";

const AT_ONCE = [1, 4, 8, 16];
const LIST = "hls/list.m3u8";

export async function measure({ rounds, segments, site, disk, java, tools }) {
  const folder = join(disk, "hls");
  mkdirSync(folder, { recursive: true });
  const service = await Service.start(java, join(folder, "data"), { FETCHLIGHT_YT_DLP: tools.ytDlp });
  const alone = (link, many) => run(ytDlp(tools.ytDlp, link, "peer", ["--force-overwrites", "-N", many]), folder);
  const compare = async (what, link) => {
    const ways = { ours: () => timed(() => service.fetch(link())) };
    for (const many of AT_ONCE) ways[many] = () => timed(() => alone(link(), many));
    const found = await inRounds(rounds, ways);
    const best = AT_ONCE.toSorted((a, b) => median(found[a]) - median(found[b]))[0];
    const how = { peer: `yt-dlp -N ${best}`, figure: seconds, better: "less", target: atLeast(1) };
    return row(what, { ...how, ours: found.ours, theirs: found[best] });
  };
  try {
    await service.fetch(site.link(LIST));
    return [
      await compare(`HLS of ${segments} segments`, () => site.link(LIST)),
      await compare(`HLS of ${segments} segments, each after ${DELAY_MS} ms`, () => site.lateLink(LIST)),
    ];
  } finally {
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
