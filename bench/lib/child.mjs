// A program that is led by lines on its standard input.
import { spawn } from "node:child_process";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { cpu, resident } from "./proc.mjs";

const MOST_COMPLAINTS = 4_000;
const running = new Set();
process.on("exit", () => {
  for (const each of running) each.kill("SIGKILL");
});
for (const [signal, status] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
])
  process.on(signal, () => process.exit(status));

export class Child {
  #waiting = [];
  #lines = [];

  /**
   * @param processor the one it is pinned to; null for any, wherever this process itself may run
   * @param env added to the environment
   */
  constructor(processor, command, env = {}) {
    const pinned = ["taskset", "-c", String(processor ?? `0-${cpus().length - 1}`), ...command];
    // A watcher is a file, and shells begin with few of them.
    this.process = spawn("bash", ["-c", 'ulimit -Sn "$(ulimit -Hn)"; exec "$@"', "bash", ...pinned], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, MALLOC_ARENA_MAX: "2", ...env },
    });
    running.add(this.process);
    let complaints = "";
    this.process.stderr.on("data", (part) => {
      complaints = (complaints + part).slice(-MOST_COMPLAINTS);
    });
    this.ended = new Promise((done) => this.process.once("close", done));
    this.ended.then((code) => {
      running.delete(this.process);
      this.death = new Error(`${command.join(" ")} ended with ${code}\n${complaints}`);
      for (const { fail } of this.#waiting.splice(0)) fail(this.death);
    });
    this.process.stdin.on("error", () => {}); // It has ended, which is told above.
    createInterface({ input: this.process.stdout }).on("line", (line) => {
      const first = this.#waiting.shift();
      if (first) first.done(line);
      else this.#lines.push(line);
    });
  }

  say(command) {
    this.process.stdin.write(`${command}\n`);
  }

  /** The next line of its standard output. */
  line() {
    if (this.#lines.length) return Promise.resolve(this.#lines.shift());
    return new Promise((done, fail) => this.#waiting.push({ done, fail }));
  }

  async end(signal) {
    if (signal) this.process.kill(signal);
    else this.process.stdin.end();
    await this.ended;
  }

  /** Seconds of CPU so far, of all its threads. */
  cpu() {
    return cpu(this.process.pid);
  }

  /** KiB that are resident. */
  resident() {
    return resident(this.process.pid);
  }
}
