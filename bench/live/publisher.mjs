// Calls `publish` at a fixed rate between "start" and "stop" on standard input, with which it ends.
import { createInterface } from "node:readline";
import { status } from "./frame.mjs";

const rate = Number(process.argv[2]);

export function obey(publish) {
  let version = 1_000_000;
  let timer;
  createInterface({ input: process.stdin })
    .on("line", (command) => {
      clearInterval(timer);
      if (command.startsWith("start")) timer = setInterval(() => publish(status(++version)), 1_000 / rate);
    })
    .on("close", () => process.exit());
}
