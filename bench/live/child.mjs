// A program that is led by lines on its standard input, pinned to one processor, and what Linux
// says about it.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const TICKS = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
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

  /** @param env added to the environment */
  constructor(processor, command, env = {}) {
    // A watcher is a file, and shells begin with few of them.
    const pinned = ["-c", 'ulimit -Sn "$(ulimit -Hn)"; exec taskset -c "$@"', "bash", String(processor), ...command];
    this.process = spawn("bash", pinned, {
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
    const stat = readFileSync(`/proc/${this.process.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { user: Number(fields[11]) / TICKS, system: Number(fields[12]) / TICKS };
  }

  /** KiB that are resident. */
  resident() {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, "utf8"))[1]);
  }
}
