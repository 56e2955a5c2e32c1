// The servers that are measured. Each prints "ready PORT JOB…" once it listens, and publishes
// between "start" and "stop" on its standard input.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Child } from "./child.mjs";
import { JOB, status } from "./frame.mjs";

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
  if (name === "nchan") return startNchan(rate, tools);
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

/** nginx is told what to publish over HTTP, which is part of what it costs: one request a frame. */
async function startNchan(rate, { nginx, module }) {
  const folder = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
  const port = await freePort();
  const values = { folder, port, module };
  const conf = readFileSync(join(here, "nchan.conf"), "utf8").replace(/\{(folder|port|module)\}/g, (_, key) => values[key]);
  writeFileSync(join(folder, "nginx.conf"), conf);
  const child = new Child(SERVER_PROCESSOR, [nginx, "-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")]);
  const agent = new http.Agent({ keepAlive: true });
  const post = (body) =>
    new Promise((done, fail) => {
      const to = { port, host: "127.0.0.1", path: "/publish", method: "POST", agent };
      http.request(to, (answer) => answer.resume().on("end", done)).on("error", fail).end(body);
    });
  for (let left = 100; !(await post("{}").then(() => true, () => false)); left--) {
    if (left === 0) throw new Error("nginx does not start");
    await pause(50);
  }
  let version = 1_000_000;
  let timer;
  return {
    name: "nchan",
    child,
    port,
    jobs: [JOB],
    dialect: "PLAIN",
    path: `/ws/download/${JOB}`,
    publish: async (count) => {
      clearInterval(timer);
      if (count) timer = setInterval(() => post(JSON.stringify(status(++version))).catch(() => {}), 1_000 / rate);
    },
    end: async () => {
      clearInterval(timer);
      agent.destroy();
      await child.end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
