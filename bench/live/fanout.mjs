// One job and many watchers: what a frame and an idle watcher cost a server.
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { encounter, window } from "./encounter.mjs";

const SETTLE_MS = 2_500;
const WARM_UP_S = 2;

/** @returns a row for each number of watchers, and KiB for each idle one where there are several */
export function fanOut(name, { watchers, seconds, rate, tools }) {
  return encounter(name, { rate, tools }, async (peer, crowd) => {
    const idle = [];
    for (const count of [Math.min(...watchers), Math.max(...watchers)]) {
      await crowd.open(count - (idle[0]?.count ?? 0), peer.path);
      await pause(SETTLE_MS);
      idle.push({ count, resident: peer.child.resident(), heap: heap(peer, tools) });
    }
    // From many to few, so that none of it is in the memory of the idle.
    const rows = [];
    for (const count of watchers.toSorted((a, b) => b - a)) {
      await crowd.keep(count);
      await peer.publish(1);
      await crowd.measure(WARM_UP_S);
      rows.push({ count, ...(await window(peer, crowd, seconds, count * rate)) });
      await peer.publish(0);
      await crowd.quiet();
    }
    return { rows: rows.reverse(), ...slopes(idle) };
  });
}

/** KiB of live heap after a full collection; nothing where there is no JVM. */
function heap(peer, { java }) {
  if (peer.name !== "fetchlight") return Number.NaN;
  const histogram = execFileSync(
    java.replace(/java$/, "jcmd"),
    [String(peer.child.process.pid), "GC.class_histogram"],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    },
  );
  return Number(/^Total\s+\d+\s+(\d+)/m.exec(histogram)[1]) / 1024;
}

/** What one more watcher takes, between the fewest and the most. */
function slopes([few, many]) {
  const slope = (kind) => (many[kind] - few[kind]) / (many.count - few.count);
  return { resident: slope("resident"), heap: slope("heap") };
}
