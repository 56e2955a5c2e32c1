// How long it takes from a link whose site wants a challenge solved to the first bytes of the media,
// warm in the service and cold with the same yt-dlp and the same JavaScript runtime; and what memory
// three such links at once take. Linux only.
// Usage: script/bench sites [--record] [--runs=N]
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Child } from "./lib/child.mjs";
import { readOptions } from "./lib/options.mjs";
import { publish } from "./lib/report.mjs";
import { markdown } from "./lib/table.mjs";
import { findJava, install } from "./lib/tools.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const options = readOptions({ runs: 9 });
if (process.platform !== "linux" || cpus().length < 2) {
  console.error("The benchmark of sites needs Linux and two processors: it is left out.");
  process.exit();
}
for (const name of Object.keys(process.env)) if (name.startsWith("FETCHLIGHT_")) delete process.env[name];

const tools = install("sites");
// Their library is there only once it is installed.
const { measure, report } = await import("./sites/solve.mjs");

const folder = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const openssl = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=site";
const names = "subjectAltName=DNS:*.youtube.com,DNS:*.googlevideo.com,DNS:*.ytimg.com,IP:127.0.0.1";
make("openssl", `${openssl} -addext ${names} -keyout site.key -out site.pem`);
const film = "-v error -nostdin -f lavfi -i testsrc2=size=1280x720:rate=10:duration=2";
make("ffmpeg", `${film} -c:v libx264 -preset ultrafast -pix_fmt yuv420p picture.mp4`);
make("ffmpeg", "-v error -nostdin -f lavfi -i sine=duration=2 -c:a aac -b:a 96k sound.m4a");

const site = new Child(null, [tools.python, join(here, "sites/tube.py"), folder]);
const port = (await site.line()).split(" ")[1];
const template = readFileSync(join(here, "sites/viewer.py"), "utf8");
/** yt-dlp for this site, which waits so long before it asks for media. */
const viewer = (wait) => {
  const values = { ...tools, folder, port, wait };
  const file = join(folder, `viewer${wait}`);
  writeFileSync(file, template.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole));
  chmodSync(file, 0o755);
  return file;
};
// The one runtime, for both.
const bin = join(folder, "bin");
mkdirSync(bin);
symlinkSync(tools.deno, join(bin, "deno"));

const viewers = { usual: viewer(6), hasty: viewer(0) };
const given = { ...options, java: findJava(), folder, viewers, bin, deno: tools.deno };
const rows = await measure(given);
await site.end("SIGTERM");
publish("sites", `${report(given)}\n\n${markdown(rows)}`, options.record);

function make(program, args) {
  execFileSync(program, args.split(" "), { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}
