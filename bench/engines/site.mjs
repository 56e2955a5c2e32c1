// A media site on loopback with clips made by ffmpeg: nginx, and slow.py for the ways of the
// internet that nginx has not.
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Child } from "../lib/child.mjs";
import { startNginx } from "../lib/nginx.mjs";
import { run } from "./peers.mjs";

const here = dirname(fileURLToPath(import.meta.url));
export const LIMIT = 10_000_000;
export const DELAY_MS = 20;

/** @param folder where the files go, best in memory, so that the site is never what is slow */
export async function startSite(tools, folder, { size, limited, segments }) {
  const files = join(folder, "site");
  mkdirSync(join(files, "hls"), { recursive: true });
  await makeClips(files, segments);
  fill(join(files, "big.mp4"), join(files, "clip.mp4"), size * 2 ** 20);
  fill(join(files, "limited.mp4"), join(files, "clip.mp4"), limited * 2 ** 20);
  const nginx = await startNginx(tools.nginx, join(here, "site.conf"), { files }, null);
  const slow = new Child(null, [tools.python, join(here, "slow.py"), files, LIMIT, DELAY_MS / 1_000]);
  const slowPort = Number((await slow.line()).split(" ")[1]);
  let asked = 0;
  // A link that was fetched before is not fetched again, so each is a new one.
  const fresh = (port, path) => `http://127.0.0.1:${port}/${path}?n=${asked++}`;
  return {
    files,
    nginx: nginx.child,
    clipSize: statSync(join(files, "clip.mp4")).size,
    link: (path) => fresh(nginx.port, path),
    limitedLink: () => fresh(slowPort, "limited/limited.mp4"),
    lateLink: (path) => fresh(slowPort, `late/${path}`),
    end: async () => {
      await slow.end("SIGTERM");
      await nginx.end();
    },
  };
}

async function makeClips(files, segments) {
  const clip = (seconds, picture, kilobits) =>
    `-f lavfi -i testsrc2=${picture}:duration=${seconds} -f lavfi -i sine=duration=${seconds} ` +
    `-vf noise=alls=12:allf=t -c:v libx264 -preset ultrafast -b:v ${kilobits}k -maxrate ${kilobits}k ` +
    `-bufsize ${kilobits}k -pix_fmt yuv420p -c:a aac -b:a 96k`;
  await ffmpeg(files, `${clip(14, "size=640x360:rate=25", 2_530)} -g 25 -movflags +faststart clip.mp4`);
  await ffmpeg(files, `${clip(2, "size=320x180:rate=10", 400)} -movflags +faststart small.mp4`);
  const cut = "-g 10 -f hls -hls_time 1 -hls_list_size 0 -hls_playlist_type vod hls/list.m3u8";
  await ffmpeg(files, `${clip(segments, "size=320x180:rate=10", 300)} ${cut}`);
  await ffmpeg(files, "-i clip.mp4 -frames:v 1 picture.jpg");
  for (const name of ["clip", "small"]) writeFileSync(join(files, `${name}.html`), page(name));
}

function ffmpeg(files, args) {
  return run(["ffmpeg", "-v", "error", "-nostdin", ...args.split(" ")], files);
}

function page(name) {
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>A ${name} video</title></head>
<body><video controls><source src="/${name}.mp4" type="video/mp4"></video></body></html>
`;
}

/** A clip that goes on with a box that players skip, of bytes that no disk can leave out. */
function fill(path, clip, size) {
  const start = readFileSync(clip);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size - start.length);
  head.write("free", 4);
  const noise = randomBytes(2 ** 20);
  const file = openSync(path, "w");
  writeSync(file, start);
  writeSync(file, head);
  for (let left = size - start.length - head.length; left > 0; left -= noise.length) {
    writeSync(file, noise, 0, Math.min(left, noise.length));
  }
  closeSync(file);
}
