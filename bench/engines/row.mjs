// A line of the table, and how its figures are written.
import { reached } from "../lib/report.mjs";
import { median } from "../lib/table.mjs";

export const HEAD = ["what", "Fetchlight", "peer", "", "ratio", "target", "reached"];

/**
 * @param ours what was measured of Fetchlight in each run, and `theirs` of the peer
 * @param figure how one is written
 * @param better "less" or "more"
 * @param target a function of both medians and their ratio, which gives [value, relation, limit,
 *   words]; none for a line that has no target
 */
export function row(what, { ours, peer, theirs, figure, better, target }) {
  const [mine, other] = [median(ours), median(theirs)];
  const ratio = better === "less" ? other / mine : mine / other;
  const cells = [what, figure(mine), peer, figure(other), ratio.toFixed(2)];
  if (!target) return [...cells, "", ""];
  const [value, relation, limit, words = `ratio ${relation} ${limit}`] = target({ mine, ratio });
  return [...cells, words, reached(value, relation, limit)];
}

export const atLeast =
  (limit) =>
  ({ ratio }) => [ratio, "≥", limit];

export const within =
  (seconds) =>
  ({ mine }) => [mine, "≤", seconds, `≤ ${seconds} s`];

export function seconds(value) {
  return `${value.toFixed(value < 10 ? 3 : 1)} s`;
}

export function megabytesASecond(value) {
  return `${(value / 1e6).toFixed(0)} MB/s`;
}

/** Seconds that something took. */
export async function timed(work) {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1_000;
}

/** Round by round, so that a slow moment of the machine falls on all alike. */
export async function inRounds(rounds, ways) {
  const found = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, way] of Object.entries(ways)) found[name].push(await way(round));
  }
  return found;
}
