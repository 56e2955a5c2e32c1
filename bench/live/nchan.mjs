// nginx with Nchan as a peer. It is told what to publish over HTTP, which is part of what it costs:
// one request a frame.
import http from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startNginx } from "../lib/nginx.mjs";
import { JOB, status } from "./frame.mjs";

const here = dirname(fileURLToPath(import.meta.url));

export async function startNchan(processor, rate, { nginx, module }) {
  const { child, port, end } = await startNginx(nginx, join(here, "nchan.conf"), { module }, processor);
  const agent = new http.Agent({ keepAlive: true });
  const post = (body) =>
    new Promise((done, fail) => {
      const to = { port, host: "127.0.0.1", path: "/publish", method: "POST", agent };
      http
        .request(to, (answer) => answer.resume().on("end", done))
        .on("error", fail)
        .end(body);
    });
  await post("{}");
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
      await end();
    },
  };
}
