// Twenty jobs watched over one socket, against a socket for each of them.
import { markdown, median, number } from "../lib/table.mjs";
import { encounter, window } from "./encounter.mjs";

const PAGES = 250;
const WARM_UP_S = 10;
const WARM_UP_TIMES = 50;
const SETTLING_S = 3;

export async function manyJobs({ rounds, seconds, rate, tools }) {
  const together = [];
  const apart = [];
  for (let round = 0; round < rounds; round++) {
    together.push(
      await measure({ seconds, rate, tools }, (crowd, jobs) => {
        const subscribe = JSON.stringify({ type: "subscribe", jobIds: jobs });
        return crowd.open(PAGES, "/ws", { texts: [subscribe] });
      }),
    );
    apart.push(
      await measure({ seconds, rate, tools }, (crowd, jobs) =>
        crowd.open(
          PAGES * jobs.length,
          jobs.map((job) => `/ws/download/${job}`),
        ),
      ),
    );
  }
  return report(together, apart);
}

function measure({ seconds, rate, tools }, open) {
  return encounter("fetchlight", { rate, tools }, async (peer, crowd) => {
    await open(crowd, peer.jobs);
    // At 200 ticks a second the compiler would be busy for minutes: as many as it takes at first.
    await peer.publish(`${peer.jobs.length} ${WARM_UP_TIMES}`);
    await crowd.measure(WARM_UP_S);
    await peer.publish(peer.jobs.length);
    await crowd.measure(SETTLING_S);
    return window(peer, crowd, seconds, PAGES * peer.jobs.length * rate);
  });
}

function report(together, apart) {
  const of = (runs, kind) => median(runs.map((each) => each[kind]));
  const row = (name, runs) => [
    name,
    Math.round(1e6 / of(runs, "all")),
    number(of(runs, "user")),
    number(of(runs, "system")),
    number(of(runs, "delivered")),
    number(of(runs, "delayP99"), 1),
  ];
  return {
    ratio: of(apart, "all") / of(together, "all"),
    text: markdown([
      [`${PAGES} pages of 20 jobs`, "updates for a second of CPU", "user", "system", "delivered", "delay p99"],
      row("one socket a page", together),
      row("one socket a job", apart),
    ]),
  };
}
