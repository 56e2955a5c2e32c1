// How soon thousands of watchers are back after the service was started anew.
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Service } from "../lib/service.mjs";
import { markdown, median, number } from "../lib/table.mjs";
import { Crowd } from "./crowd.mjs";

const WATCHERS = 5_000;
const JOBS = 3;
const REFUSED = 0;

const ofOneJob = (jobs) => jobs.map((job) => `/ws/download/${job}`);
const feed = { paths: () => ["/ws"], texts: [JSON.stringify({ type: "subscribe", feed: "all" })] };
const kinds = [
  { name: "`/ws/download/{jobId}`", comeback: "AS_ASKED", paths: ofOneJob, texts: [] },
  { name: "`/ws`, the feed", comeback: "AS_ASKED", ...feed },
  { name: "`/ws/download/{jobId}`, deaf to the time asked for", comeback: "BY_CHANCE", paths: ofOneJob, texts: [] },
];

/** The real program, restarted in the middle of downloads that do not end. */
export async function comeBack({ rounds, tools, command }) {
  const site = await startSite();
  const runs = kinds.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, kind] of kinds.entries()) runs[at].push(await measure(kind, { site, tools, command }));
  }
  site.close();
  return report(runs);
}

async function measure({ paths, texts, comeback }, { site, tools, command }) {
  const folder = mkdtempSync(join(tmpdir(), "fetchlight-bench-"));
  let service = await Service.start(command, folder);
  const crowd = new Crowd(tools, { port: service.port, dialect: "PLAIN" });
  try {
    const jobs = [];
    for (let job = 0; job < JOBS; job++) jobs.push(await service.submit(`${site.address}/${job}.mp4`));
    await crowd.open(WATCHERS, paths(jobs), { comeback, texts });
    const begin = performance.now();
    const gone = crowd.gone();
    const ended = service.end().then(() => performance.now());
    await gone;
    const end = await ended;
    service = await Service.start(command, folder, { FETCHLIGHT_PORT: String(service.port) });
    const ready = performance.now();
    const versions = [];
    for (const job of jobs) versions.push((await service.read(job)).version);
    const { endings } = await crowd.back(paths(jobs).length === JOBS ? versions : [Math.max(...versions)]);
    const back = performance.now();
    return {
      stop: (end - begin) / 1e3,
      start: (ready - end) / 1e3,
      back: (back - ready) / 1e3,
      refused: endings[REFUSED] ?? 0,
    };
  } finally {
    await crowd.end();
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files that begin and then stand still. */
async function startSite() {
  const server = http.createServer((request, answer) => {
    answer.writeHead(200, { "Content-Type": "video/mp4", "Content-Length": 2 ** 24 });
    if (request.method === "HEAD") answer.end();
    else answer.write(Buffer.alloc(2 ** 20, 1));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function report(runs) {
  const of = (at, kind) => median(runs[at].map((each) => each[kind]));
  const head = [`${WATCHERS} watchers on`, "SIGTERM to end, s", "to ready, s", "ready to all back, s", "refused connects"];
  return {
    seconds: kinds.slice(0, 2).map(({ name }, at) => ({ name, back: of(at, "back"), refused: of(at, "refused") })),
    text: markdown([
      head,
      ...kinds.map(({ name }, at) => [
        name,
        ...["stop", "start", "back"].map((kind) => number(of(at, kind))),
        of(at, "refused"),
      ]),
    ]),
  };
}
