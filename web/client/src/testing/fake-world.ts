import type { Surroundings } from '../surroundings.ts';
import { FakeSocket } from './fake-socket.ts';

/** A world with a clock that the test turns, sockets and streams that it holds, and a fixed idea of chance. */
export class FakeWorld implements Surroundings {
  readonly sockets: FakeSocket[] = [];
  readonly #sleepers = new Set<{ wake: () => void; doubt: () => void }>();
  #timers: { at: number; run: () => void }[] = [];
  #now = Date.parse('2026-01-02T03:04:05Z');
  /** The longest wait, so that waits tell their caps. */
  chance = 1;

  readonly openSocket = (url: string): FakeSocket => {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return socket;
  };
  readonly openStream = (url: string, lastEventId: string | null): FakeSocket => {
    const stream = new FakeSocket(url, lastEventId);
    this.sockets.push(stream);
    return stream;
  };
  readonly now = (): number => this.#now;
  readonly random = (): number => this.chance;
  readonly after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };
  readonly onWake = (wake: () => void, doubt = () => {}): (() => void) => {
    const sleeper = { wake, doubt };
    this.#sleepers.add(sleeper);
    return () => this.#sleepers.delete(sleeper);
  };

  get newest(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  get sleepers(): number {
    return this.#sleepers.size;
  }

  get pendingTimers(): number {
    return this.#timers.length;
  }

  /** Turns the clock; what falls due runs in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#now = due.at;
      due.run();
    }
    this.#now = end;
  }

  wake(): void {
    for (const { wake } of [...this.#sleepers]) wake();
  }

  /** The network says that it is gone. */
  doubt(): void {
    for (const { doubt } of [...this.#sleepers]) doubt();
  }
}
