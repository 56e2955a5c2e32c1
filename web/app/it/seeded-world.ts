import { browserSurroundings, type SocketLike, type Surroundings } from '@fetchlight/client';
import { WebSocket } from 'ws';

export const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
export const random = seeded(seed);

/** Everything as in a browser, but waits are cut short. */
export const world: Surroundings = {
  ...browserSurroundings,
  openSocket: (url) => new WebSocket(url) as unknown as SocketLike,
  random: () => random() / 50,
};

/** Chance that can be had again: numbers from 0 to 1, without the 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
