// nginx as one process on a free port, with a configuration of its own: never a service.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Child } from "./child.mjs";

/**
 * @param template a configuration in which {names} stand for `values`, {folder} and {port}
 * @param processor the one it is pinned to; null for any
 */
export async function startNginx(nginx, template, values, processor) {
  const folder = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
  // Also where a benchmark breaks off.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const all = { ...values, folder, port };
  const conf = readFileSync(template, "utf8").replace(/\{(\w+)\}/g, (whole, key) => all[key] ?? whole);
  writeFileSync(join(folder, "nginx.conf"), conf);
  const child = new Child(processor, [nginx, "-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")]);
  for (let left = 100; !(await listens(port)); left--) {
    if (left === 0 || child.death) throw child.death ?? new Error("nginx does not start");
    await pause(50);
  }
  return {
    child,
    port,
    end: async () => {
      await child.end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listens(port) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => done(true)).once("error", () => done(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
