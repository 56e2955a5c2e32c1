// A peer and a crowd before it, and what is measured between the two.
import { Crowd } from "./crowd.mjs";
import { startPeer } from "./peers.mjs";

/** Starts both, hands them to `use`, and ends both whatever comes of it. */
export async function encounter(name, { rate, tools }, use) {
  const peer = await startPeer(name, rate, tools);
  const crowd = new Crowd(tools, peer);
  try {
    return await use(peer, crowd);
  } catch (error) {
    // A server that ended by itself says more than a crowd that lost it.
    throw peer.child.death ?? error;
  } finally {
    await crowd.end();
    await peer.end();
  }
}

/** Measures the server and the crowd over the same time. */
export async function window(peer, crowd, seconds, offeredASecond) {
  const before = peer.child.cpu();
  const seen = await crowd.measure(seconds);
  const after = peer.child.cpu();
  const micros = (kind) => ((after[kind] - before[kind]) * 1e6) / seen.frames;
  return {
    ...seen,
    user: micros("user"),
    system: micros("system"),
    all: micros("user") + micros("system"),
    delivered: seen.frames / seen.seconds / offeredASecond,
  };
}
