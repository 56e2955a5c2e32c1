// The load generator: dev.fetchlight.crowd in a process of its own, on the processor that the server
// does not have.
import { cpus } from "node:os";
import { Child } from "../lib/child.mjs";

const CROWD_PROCESSOR = 1;

export class Crowd {
  #child;

  constructor({ java, classpath }, { port, dialect }) {
    const flags = ["-XX:+UseSerialGC", "-Xmx256m"];
    this.#child = new Child(CROWD_PROCESSOR, [
      java,
      ...flags,
      "-cp",
      classpath,
      "dev.fetchlight.crowd.Main",
      String(port),
      dialect,
    ]);
  }

  async #ask(command) {
    this.#child.say(command);
    return JSON.parse(await this.#child.line());
  }

  /** Lets `count` more come, of whom one in `silent` does not read; `comeback` as in its Plan. */
  async open(count, paths, { silent = 0, comeback = "NEVER", texts = [] } = {}) {
    if (count === 0) return;
    const { open, endings, failure } = await this.#ask(
      ["open", count, silent, comeback, [paths].flat().join(","), ...texts].join(" "),
    );
    if (Object.keys(endings).length) {
      throw new Error(`${open} are open, others ended: ${JSON.stringify(endings)} ${failure}`);
    }
  }

  async keep(count) {
    await this.#ask(`keep ${count}`);
  }

  /** Returns once all have been sent away; what they see counts from now on. */
  gone() {
    return this.#ask("gone");
  }

  /** Returns once all are back on these versions, one a path, with what they saw since they went. */
  back(versions) {
    return this.#ask(`back ${versions.join(",")}`);
  }

  /** What the crowd saw in so many seconds; `share` is the part of the machine that it took. */
  async measure(seconds) {
    const before = this.#child.cpu();
    const seen = await this.#ask(`measure ${seconds}`);
    const after = this.#child.cpu();
    const cpu = after.user + after.system - before.user - before.system;
    return { ...seen, share: cpu / seen.seconds / cpus().length };
  }

  /** Returns once nothing comes any more. */
  async quiet() {
    for (let left = 60; (await this.measure(0.5)).frames > 0; left--) {
      if (left === 0) throw new Error("frames still come half a minute after the last was published");
    }
  }

  end() {
    return this.#child.end();
  }
}
