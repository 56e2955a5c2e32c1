// The servers that are measured. Each prints "ready PORT JOB…" once it listens, and publishes
// between "start" and "stop" on its standard input.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Child } from "../lib/child.mjs";
import { startNchan } from "./nchan.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const SERVER_PROCESSOR = 0;

export const titles = {
  fetchlight: "Fetchlight",
  ws: "Node ws",
  socketio: "Socket.IO",
  nchan: "nginx with Nchan",
  fastapi: "FastAPI",
};

/** Starts a peer. `dialect` and `path` are what a client needs; `publish(jobs)` with 0 stops. */
export async function startPeer(name, rate, tools) {
  if (name === "nchan") return startNchan(SERVER_PROCESSOR, rate, tools);
  const folder = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
  const child = new Child(SERVER_PROCESSOR, command(name, rate, folder, tools));
  const [, port, ...jobs] = (await child.line()).split(" ");
  return {
    name,
    child,
    port: Number(port),
    jobs,
    dialect: name === "socketio" ? "SOCKET_IO" : "PLAIN",
    path: name === "socketio" ? "/socket.io/?EIO=4&transport=websocket" : `/ws/download/${jobs[0]}`,
    publish: async (count) => child.say(count ? `start ${count}` : "stop"),
    end: async () => {
      await child.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function command(name, rate, folder, { java, args, classpath }) {
  switch (name) {
    case "fetchlight":
      return [java, args, "-cp", classpath, "dev.fetchlight.live.LiveHost", rate, folder];
    case "fastapi":
      return ["/usr/bin/python3", "-P", join(here, "fastapi.py"), rate];
    case "ws":
    case "socketio":
      return [process.execPath, join(here, `${name}.mjs`), rate];
    default:
      throw new Error(`No peer is named ${name}: there are ${Object.keys(titles).join(", ")}.`);
  }
}
