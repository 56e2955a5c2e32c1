// Fetchlight as people start it.
import WebSocket from "ws";
import { Child } from "./child.mjs";
import { asker } from "./ask.mjs";

const TERMINAL = ["completed", "failed", "cancelled"];

export class Service {
  #ask;

  /** @param folder its data folder, which must be its own */
  static async start(java, folder, settings = {}) {
    const service = new Service();
    const allowed = { FETCHLIGHT_EGRESS_ALLOW: "127.0.0.0/8,::1/128" };
    const place = { FETCHLIGHT_PORT: "0", FETCHLIGHT_DATA_DIR: folder, FETCHLIGHT_YT_DLP_UPDATE: "off" };
    service.child = new Child(null, java, { ...allowed, ...place, ...settings });
    let ready = null;
    while (!ready) ready = /ready at http:\/\/\S+:(\d+)/.exec(await service.child.line());
    service.port = Number(ready[1]);
    service.#ask = asker(service.port);
    return service;
  }

  /** Submits a link; the answer is the id of the download. */
  async submit(url) {
    return (await this.#ask("POST", "/api/download", { url })).jobId;
  }

  /** A download as it stands. */
  read(jobId) {
    return this.#ask("GET", `/api/download/${jobId}`);
  }

  get pid() {
    return this.child.process.pid;
  }

  /** From the link to the download that is completed; a failed one is an error. */
  fetch(url) {
    return this.begin(url).end;
  }

  /** The same, and when it told of the first bytes. */
  begin(url) {
    let tell;
    const bytes = new Promise((done) => {
      tell = done;
    });
    const completed = async () => {
      const download = await this.#end(await this.submit(url), ({ downloadedBytes }) => downloadedBytes > 0 && tell());
      if (download.status !== "completed") throw new Error(`${url} ${download.status}: ${download.error}`);
      return download;
    };
    const end = completed();
    return { bytes: Promise.race([bytes, end]), end };
  }

  /** Removes a download with its file. */
  remove({ jobId }) {
    return this.#ask("DELETE", `/api/download/${jobId}`);
  }

  end() {
    return this.child.end("SIGTERM");
  }

  /** Its last state, told by a socket of its own: the one for many downloads waits for its beat. */
  #end(jobId, see) {
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/ws/download/${jobId}`);
    return new Promise((done, fail) => {
      socket.on("message", (text) => {
        const { type, data } = JSON.parse(text);
        if (type === "status") see(data);
        if (type === "status" && TERMINAL.includes(data.status)) done(data);
      });
      socket.on("error", fail);
      socket.on("close", (code) => fail(this.child.death ?? new Error(`the socket of ${jobId} ended with ${code}`)));
    });
  }
}
