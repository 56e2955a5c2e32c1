// What Linux says about a process.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const TICKS = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Seconds of CPU so far, of all its threads. */
export function cpu(pid) {
  const [, , ...fields] = stat(pid);
  return { user: Number(fields[11]) / TICKS, system: Number(fields[12]) / TICKS };
}

/** KiB that are resident. */
export function resident(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

/** KiB of a process and of all that it started; what several share is divided among them (PSS). */
export function treeMemory(root) {
  const below = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = read(() => stat(pid)[3]);
    if (parent) below.set(parent, [...(below.get(parent) ?? []), pid]);
  }
  const tree = [String(root)];
  for (const pid of tree) tree.push(...(below.get(pid) ?? []));
  const parts = tree.map((pid) => read(() => /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))));
  return parts.reduce((sum, found) => sum + Number(found?.[1] ?? 0), 0);
}

/** Its number, its name, and what follows in /proc/PID/stat; a name may hold blanks. */
function stat(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const end = text.lastIndexOf(")");
  return [pid, text.slice(text.indexOf("(") + 1, end), ...text.slice(end + 2).split(" ")];
}

/** Nothing where the process has just ended. */
function read(from) {
  try {
    return from();
  } catch {
    return undefined;
  }
}
