// The part of the report about one job and many watchers.
import { count, markdown, median, medians, number, percent } from "../lib/table.mjs";
import { titles } from "./peers.mjs";

/** @param runs by the name of the peer, what `fanOut` gave in each round */
export function fanOutReport(runs) {
  const peers = [...runs.keys()];
  const sizes = runs.get(peers[0])[0].rows.map((row) => row.count);
  const at = (peer, size) => medians(runs.get(peer).map((run) => run.rows.find((row) => row.count === size)));
  const idle = (peer, kind) => median(runs.get(peer).map((run) => run[kind]));
  return { at, idle, peers, sizes, text: [frames(peers, sizes, at), memory(peers, idle)].join("\n\n") };
}

function frames(peers, sizes, at) {
  const head = [
    "watchers",
    "server",
    "user",
    "system",
    "all",
    "delivered",
    "missed",
    "spread",
    "delay p50",
    "p99",
    "generator",
  ];
  const row = (size) => (peer) => {
    const seen = at(peer, size);
    return [
      count(size),
      titles[peer],
      number(seen.user),
      number(seen.system),
      number(seen.all),
      percent(seen.delivered),
      percent(seen.missed / (seen.missed + seen.frames)),
      number(seen.spreadP50, 1),
      number(seen.delayP50, 1),
      number(seen.delayP99, 1),
      percent(seen.share),
    ];
  };
  return markdown([head, ...sizes.flatMap((size) => peers.map(row(size)))]);
}

function memory(peers, idle) {
  const head = ["server", "KiB resident for each idle watcher", "KiB live on the heap"];
  return markdown([
    head,
    ...peers.map((peer) => [titles[peer], number(idle(peer, "resident")), number(idle(peer, "heap"))]),
  ]);
}
