// The words before the table: how it was measured.
import { execFileSync } from "node:child_process";
import { machine } from "../lib/report.mjs";
import { LIMIT } from "./site.mjs";

export function intro({ rounds, runs, site, disk, memory, java, tools }) {
  const version = (program, args) => execFileSync(program, args, { encoding: "utf8" }).split("\n")[0];
  const clip = (site.clipSize / 1e6).toFixed(1);
  return `# Downloads

Medians of ${runs} runs for a clip and of ${rounds} for all else, taken in turns with the peers, on ${machine(java[0])}, yt-dlp ${version(tools.ytDlp, ["--version"])}. Ratios above 1 say that Fetchlight does better.
Everything comes from a site on loopback: nginx with files in memory. Fetchlight is warm, fetches through its guard, and is timed from the POST to *completed* on its WebSocket; peers are timed to the end of the program or the answer, and synchronise nothing to the disk as Fetchlight does.
The clip has ${clip} MB, behind a page with a \`<video>\`. The zipapp is made from Debian's yt-dlp as the project releases it. *MeTube-like* is yt-dlp inside one warm Python process, asked over HTTP.
Clips and segments are stored on the file system of ${kind(disk)}, large files on ${kind(memory)}. The limit of ${LIMIT / 1e6} MB/s is the kernel's pacing. Serving is bytes for a second of the server's CPU, with the server on one processor and curl on the other, after 30,000 small requests and ten plays that are not counted. Memory is that of the whole tree of processes (PSS).`;
}

/** The file system of a folder, as in "ext4" or "tmpfs". */
function kind(folder) {
  return execFileSync("stat", ["-f", "-c", "%T", folder], { encoding: "utf8" }).trim();
}
