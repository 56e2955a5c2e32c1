// Whether watchers who do not read at all cost those who do.
import { markdown, median, number } from "../lib/table.mjs";
import { encounter, window } from "./encounter.mjs";

const WATCHERS = 5_000;
const ONE_IN = 100;
// Until what the kernels take for one who does not read is full.
const FILL_S = 4;
const WARM_UP_S = 8;

/** Delays with and without them in turn, on one server. */
export async function slowReaders({ rounds, seconds, rate, tools }) {
  const readers = WATCHERS - WATCHERS / ONE_IN;
  const without = [];
  const withThem = [];
  await encounter("fetchlight", { rate, tools }, async (peer, crowd) => {
    await crowd.open(readers, peer.path);
    await peer.publish(1);
    await crowd.measure(WARM_UP_S);
    for (let round = 0; round < rounds; round++) {
      await crowd.measure(1);
      without.push(await window(peer, crowd, seconds, readers * rate));
      await crowd.open(WATCHERS - readers, peer.path, { silent: 1 });
      await crowd.measure(FILL_S);
      withThem.push(await window(peer, crowd, seconds, readers * rate));
      await crowd.keep(readers);
    }
  });
  return report(readers, without, withThem);
}

function report(readers, without, withThem) {
  const of = (runs, kind) => median(runs.map((each) => each[kind]));
  const row = (name, runs) => [
    name,
    number(of(runs, "delayP50"), 1),
    number(of(runs, "delayP99"), 1),
    number(of(runs, "spreadP50"), 1),
    number(of(runs, "all")),
  ];
  const ratio = of(withThem, "delayP99") / of(without, "delayP99");
  return {
    ratio,
    text: markdown([
      [`${readers} who read`, "delay p50", "p99", "spread", "CPU a frame"],
      row("alone", without),
      row(`and ${WATCHERS - readers} who read nothing`, withThem),
    ]),
  };
}
