// What every report has: the machine it was made on, and a place where it is kept.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** @param java the program's path */
export function machine(java) {
  const release = readFileSync(join(dirname(java), "../release"), "utf8");
  const jdk = /JAVA_RUNTIME_VERSION="([^"]+)/.exec(release)?.[1];
  return `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, JDK ${jdk}`;
}

/** Prints a report, and keeps it where that was asked for. */
export function publish(name, text, record) {
  console.log(text);
  if (!record) return;
  const day = new Date().toISOString().slice(0, 10);
  mkdirSync(join(root, "bench/results"), { recursive: true });
  writeFileSync(join(root, `bench/results/${day}-${name}.md`), `${text}\n`);
}

/** Whether a value keeps to a limit such as "≤ 0.5" or "≥ 4". */
export function reached(value, relation, limit) {
  return (relation === "≤" ? value <= limit : value >= limit) ? "yes" : "no";
}
