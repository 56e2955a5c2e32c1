// One short life of the program, recorded by the JVM as its AOT cache.
// Usage: train.mjs JAVA JAR CACHE
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [java, jar, cache] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), "fetchlight-train-"));
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("FETCHLIGHT_")),
);
const args = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "java.args");
const program = spawn(java, [`@${args}`, `-XX:AOTCacheOutput=${cache}`, "-jar", jar], {
  env: { ...env, FETCHLIGHT_PORT: "0", FETCHLIGHT_DATA_DIR: data, FETCHLIGHT_YT_DLP_UPDATE: "off" },
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = new Promise((resolve) => program.once("exit", resolve));
const limit = setTimeout(() => program.kill("SIGKILL"), 120_000);

try {
  const origin = await Promise.race([ready(program), ended.then(() => null)]);
  if (!origin) throw new Error("the program did not get ready");
  await exercise(origin);
  program.kill("SIGTERM");
  await ended;
  statSync(cache);
} catch (failure) {
  console.error(failure);
  process.exitCode = 1;
} finally {
  program.kill("SIGKILL");
  clearTimeout(limit);
  rmSync(data, { recursive: true, force: true });
}

function ready(child) {
  return new Promise((resolve) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      process.stdout.write(part);
      resolveIfReady();
    });
    function resolveIfReady() {
      const line = /Fetchlight ready at (\S+)/.exec(text);
      if (line) resolve(line[1]);
    }
  });
}

// What a page does in its first seconds, so that those classes are in the cache.
async function exercise(origin) {
  for (const path of ["/", "/api/health", "/api/session", "/api/history", "/metrics", "/api/none"]) {
    await (await fetch(origin + path)).arrayBuffer();
  }
  for (const path of (await (await fetch(origin)).text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    await (await fetch(origin + path[1])).arrayBuffer();
  }
  // Port 9 of this machine: refused by the program's own guard before anything leaves it.
  const answer = await post(origin, "/api/download", { url: "http://127.0.0.1:9/video.mp4" });
  const { jobId } = await answer.json();
  await watch(origin, `/ws/download/${jobId}`, /"status":"(completed|failed|cancelled)"/);
  await watch(origin, "/ws", /"type":"status"/, '{"type":"subscribe","feed":"all"}');
  // After a restart all watchers come at once: how an upgrade is compiled is remembered too.
  for (let batch = 0; batch < 50; batch++) {
    const upgrades = (path, ...rest) => Array.from({ length: 10 }, () => watch(origin, path, /"type":"status"/, ...rest));
    await Promise.all([
      ...upgrades(`/ws/download/${jobId}`),
      ...upgrades("/ws", '{"type":"subscribe","feed":"all"}'),
    ]);
  }
  await (await fetch(`${origin}/api/download/${jobId}/events`)).arrayBuffer();
  await (await fetch(`${origin}/api/download/${jobId}`)).arrayBuffer();
  await (await fetch(`${origin}/api/history?status=failed&limit=2`)).arrayBuffer();
  await post(origin, `/api/download/${jobId}/retry`);
  await post(origin, `/api/download/${jobId}/cancel`);
  await fetch(`${origin}/api/download/${jobId}`, { method: "DELETE" });
  await post(origin, "/api/download", { url: "not a link" });
}

function post(origin, path, body) {
  return fetch(origin + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
}

// Node 20 has no WebSocket of its own; the upgrade and the frames that come are enough.
function watch(origin, path, enough, greeting = "") {
  return new Promise((resolve, reject) => {
    const request = get(origin + path, {
      headers: {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": Buffer.alloc(16, 1).toString("base64"),
      },
    });
    request.once("upgrade", (_, socket, first) => {
      let text = "";
      const hear = (part) => {
        text += part.toString("latin1");
        if (enough.test(text)) socket.destroy();
      };
      hear(first);
      socket.on("data", hear);
      // A short text frame, masked with zeros as a client's has to be.
      if (greeting) socket.write(Buffer.from([0x81, 0x80 | greeting.length, 0, 0, 0, 0, ...Buffer.from(greeting)]));
      socket.setTimeout(30_000, () => socket.destroy());
      socket.on("error", () => {});
      socket.once("close", resolve);
    });
    request.once("response", (answer) => reject(new Error(`upgrade: ${answer.statusCode}`)));
    request.once("error", reject);
  });
}
