// Fetchlight as people start it, with one socket open on the feed of all downloads.
import WebSocket from "ws";
import { Child } from "../lib/child.mjs";
import { asker } from "./ask.mjs";

const TERMINAL = ["completed", "failed", "cancelled"];

export class Service {
  #ask;
  #feed;
  #ended = new Map();
  #waiting = new Map();

  /** @param folder its data folder, which must be its own */
  static async start(java, folder, settings = {}) {
    const service = new Service();
    const allowed = { FETCHLIGHT_EGRESS_ALLOW: "127.0.0.0/8,::1/128" };
    const place = { FETCHLIGHT_PORT: "0", FETCHLIGHT_DATA_DIR: folder };
    service.child = new Child(null, java, { ...allowed, ...place, ...settings });
    let ready = null;
    while (!ready) ready = /ready at http:\/\/\S+:(\d+)/.exec(await service.child.line());
    service.port = Number(ready[1]);
    service.#ask = asker(service.port);
    await service.#listen();
    return service;
  }

  get pid() {
    return this.child.process.pid;
  }

  /** From the link to the download that is completed; a failed one is an error. */
  async fetch(url) {
    const { jobId } = await this.#ask("POST", "/api/download", { url });
    const download =
      this.#ended.get(jobId) ?? (await new Promise((done, fail) => this.#waiting.set(jobId, { done, fail })));
    if (download.status !== "completed") throw new Error(`${url} ${download.status}: ${download.error}`);
    return download;
  }

  /** Removes a download with its file. */
  remove({ jobId }) {
    return this.#ask("DELETE", `/api/download/${jobId}`);
  }

  async end() {
    this.#feed.terminate();
    await this.child.end("SIGTERM");
  }

  #listen() {
    this.#feed = new WebSocket(`ws://127.0.0.1:${this.port}/ws`);
    this.#feed.on("message", (text) => this.#heard(JSON.parse(text)));
    this.child.ended.then(() => {
      for (const { fail } of this.#waiting.values()) fail(this.child.death);
    });
    return new Promise((done, fail) => {
      this.#feed.once("error", fail).once("open", () => {
        this.#feed.send('{"type":"subscribe","feed":"all"}');
        done();
      });
    });
  }

  #heard({ type, data }) {
    if (type !== "status" || !TERMINAL.includes(data.status)) return;
    this.#ended.set(data.jobId, data);
    this.#waiting.get(data.jobId)?.done(data);
    this.#waiting.delete(data.jobId);
  }
}
