// How long one clip takes, from handing in its link to the whole file.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { run, startMetube, ytDlp } from "./peers.mjs";
import { inRounds, row, seconds, timed, within } from "./row.mjs";
import { Service } from "../lib/service.mjs";

const WARM_UP = 5;

export async function measure(given) {
  const { tools } = given;
  const debian = await withYtDlp(given, "Debian's yt-dlp", tools.ytDlp, null, [
    ["clip behind a page", "clip.html", 0.12],
    ["direct link to it", "clip.mp4", 0.05],
  ]);
  const zipapp = await withYtDlp(given, "zipapp", tools.zipapp, tools.zipapp, [
    ["clip behind a page", "clip.html", 0.12],
  ]);
  return [...debian, ...zipapp];
}

async function withYtDlp({ runs, site, disk, java, tools }, title, program, zipapp, links) {
  const folder = join(disk, title.replace(/\W/g, ""));
  const service = await Service.start(java, join(folder, "data"), { FETCHLIGHT_YT_DLP: program });
  const metube = await startMetube(tools, folder, zipapp);
  const rows = [];
  try {
    for (const [what, path, limit] of links) {
      const ways = {
        ours: () => timed(() => service.fetch(site.link(path))),
        cold: () => timed(() => run(ytDlp(program, site.link(path), "cold", ["--force-overwrites"]), folder)),
        metube: () => timed(() => metube.fetch(site.link(path))),
      };
      await inRounds(WARM_UP, { ours: ways.ours, metube: ways.metube });
      const found = await inRounds(runs, ways);
      const line = (peer, theirs) =>
        row(`${what}, ${title}`, {
          ours: found.ours,
          peer,
          theirs,
          figure: seconds,
          better: "less",
          target: within(limit),
        });
      rows.push(line("cold yt-dlp", found.cold), line("MeTube-like", found.metube));
    }
  } finally {
    await metube.end();
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}
