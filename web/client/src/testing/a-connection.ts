import type { ConnectionState } from '../connection-state.ts';
import type { ServerFrame } from '../frame.ts';
import { openingOf } from '../opening.ts';
import { ReconnectingConnection } from '../reconnecting-connection.ts';
import { FakeWorld } from './fake-world.ts';

/** A connection that has just been started, in a fake world of its own. */
export class AConnection {
  readonly world = new FakeWorld();
  readonly frames: ServerFrame[] = [];
  readonly states: ConnectionState[] = [];
  readonly connection: ReconnectingConnection;
  state: ConnectionState | null = null;

  constructor() {
    const at = { baseUrl: 'https://here', socketPath: '/ws', streamPath: '/api/events' };
    this.connection = new ReconnectingConnection(openingOf(this.world, at), this.world, {
      onFrame: (frame) => this.frames.push(frame),
      onState: (state) => {
        this.state = state;
        this.states.push(state);
      },
    });
    this.connection.start();
  }

  /** Lets tries fail, of both transports, until so many have; answers the waits between them. */
  failures(count: number): number[] {
    const { world } = this;
    return Array.from({ length: count }, () => {
      world.newest.closes();
      if (world.newest.url.startsWith('https:')) world.newest.closes();
      const before = world.now();
      const tries = world.sockets.length;
      while (world.sockets.length === tries) world.pass(500);
      return world.now() - before;
    });
  }
}
