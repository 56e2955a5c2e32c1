// What Fetchlight is compared with: programs that run once, and a service after MeTube.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Child } from "../lib/child.mjs";
import { asker } from "../lib/ask.mjs";

const here = dirname(fileURLToPath(import.meta.url));
/** As in a plain shell, so that nobody's settings slow a peer down. */
const PATH = "/usr/local/bin:/usr/bin:/bin";

/** Starts a program in a folder. @returns its process, and a promise of its good end */
export function start([program, ...args], folder) {
  const env = { PATH, HOME: folder, LC_ALL: "C.UTF-8" };
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  child.stderr.on("data", (part) => {
    complaints += part;
  });
  const end = new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? done() : fail(new Error(`${program}: ${code}\n${complaints}`))));
  });
  return { pid: child.pid, end };
}

export function run(command, folder) {
  return start(command, folder).end;
}

/** yt-dlp for one link, as in a terminal. */
export function ytDlp(program, url, name, more = []) {
  return [program, "--ignore-config", "-q", ...more, "-o", `${name}.%(ext)s`, url];
}

/** @param zipapp where yt-dlp is imported from; null for the installed one */
export async function startMetube({ python }, folder, zipapp) {
  const script = [python, join(here, "metube.py"), folder, "3", ...(zipapp ? [zipapp] : [])];
  const child = new Child(null, script, { PATH, HOME: folder });
  const ask = asker(Number((await child.line()).split(" ")[1]));
  return { fetch: (url) => ask("POST", "/add", { url }), end: () => child.end("SIGTERM") };
}
