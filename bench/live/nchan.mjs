// nginx with Nchan as a peer. It is told what to publish over HTTP, which is part of what it costs:
// one request a frame.
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

export async function startNchan(processor, rate, { nginx, module }) {
  const folder = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
  const port = await freePort();
  const values = { folder, port, module };
  const conf = readFileSync(join(here, "nchan.conf"), "utf8").replace(
    /\{(folder|port|module)\}/g,
    (_, key) => values[key],
  );
  writeFileSync(join(folder, "nginx.conf"), conf);
  const child = new Child(processor, [nginx, "-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")]);
  const agent = new http.Agent({ keepAlive: true });
  const post = (body) =>
    new Promise((done, fail) => {
      const to = { port, host: "127.0.0.1", path: "/publish", method: "POST", agent };
      http
        .request(to, (answer) => answer.resume().on("end", done))
        .on("error", fail)
        .end(body);
    });
  for (
    let left = 100;
    !(await post("{}").then(
      () => true,
      () => false,
    ));
    left--
  ) {
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
