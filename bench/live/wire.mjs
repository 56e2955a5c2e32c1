// Bytes on the wire for watching one download: over its socket, against asking for it each second.
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { Child } from "../lib/child.mjs";
import { wireReport } from "./wire-table.mjs";

const SECONDS = 60;
const RATES = [10, 1];
// What Chromium sends with a fetch of a page's own; a script's client sends less.
const BROWSER = {
  "sec-ch-ua-platform": '"Linux"',
  "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "sec-ch-ua": '"Chromium";v="142", "Not_A Brand";v="99"',
  "sec-ch-ua-mobile": "?0",
  Accept: "*/*",
  "Sec-Fetch-Site": "same-origin",
  "Sec-Fetch-Mode": "cors",
  "Sec-Fetch-Dest": "empty",
  Referer: "http://127.0.0.1:8080/",
  "Accept-Encoding": "gzip, deflate, br, zstd",
  "Accept-Language": "en-US,en;q=0.9",
};

/** All rates at once, since nothing here depends on speed. */
export async function wire({ tools: { java, args, classpath } }) {
  const folder = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
  const host = new Child(0, [
    java,
    args,
    "-cp",
    classpath,
    "dev.fetchlight.live.DownloadHost",
    folder,
    SECONDS,
    ...RATES,
  ]);
  try {
    const [, port, ...jobs] = (await host.line()).split(" ");
    const watching = jobs.map((job) =>
      Promise.all([
        watch(port, job, false),
        watch(port, job, true),
        poll(port, job, {}),
        poll(port, job, BROWSER),
      ]),
    );
    host.say("");
    return wireReport(
      (await Promise.all(watching)).map(([socket, offering, bare, browser], at) => ({
        rate: RATES[at],
        socket,
        offering,
        bare,
        browser,
      })),
    );
  } finally {
    await host.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With or without the offer of permessage-deflate, which every browser makes. */
function watch(port, job, offers) {
  const frames = [];
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/download/${job}`, {
    headers: BROWSER,
    perMessageDeflate: offers,
  });
  let tcp;
  socket.on("upgrade", (response) => {
    tcp = response.socket;
  });
  socket.on("message", (text) => frames.push(text.toString()));
  return new Promise((done, fail) => {
    socket.on("error", fail);
    socket.on("close", () => done({ frames, bytes: tcp.bytesRead + tcp.bytesWritten }));
  });
}

async function poll(port, job, headers) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let tcp;
  const get = () =>
    new Promise((done, fail) => {
      const to = { host: "127.0.0.1", port, path: `/api/download/${job}`, agent, headers };
      const request = http.get(to, async (answer) => done(JSON.parse((await answer.toArray()).join(""))));
      request.on("error", fail).on("socket", (socket) => {
        tcp = socket;
      });
    });
  let asked = 0;
  await new Promise((done, fail) => {
    const timer = setInterval(async () => {
      asked++;
      const { status } = await get().catch(fail);
      if (status === "processing") return;
      clearInterval(timer);
      done();
    }, 1_000);
  });
  const bytes = tcp.bytesRead + tcp.bytesWritten;
  agent.destroy();
  return { asked, bytes };
}
