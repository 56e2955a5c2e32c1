import type { Audience } from './audience.ts';
import type { Transport } from './connection-state.ts';
import { drawTicket } from './download.ts';
import type { ClientFrame, ServerFrame } from './frame.ts';
import { Subscriptions } from './subscriptions.ts';

/** Says on the shared connection what the audience wants, and brings it what is answered. */
export class Conversation {
  readonly #audience: Audience;
  readonly #send: (frame: ClientFrame) => void;
  readonly #readJob: (jobId: string) => void;
  readonly #subscriptions: Subscriptions;
  #transport: Transport = 'socket';
  #ticket = 0;
  /** Null until the service has said hello. */
  #epoch: string | null = null;

  /** @param readJob asks for a job by other means, since a stream takes no wishes */
  constructor(
    audience: Audience,
    send: (frame: ClientFrame) => void,
    readJob: (jobId: string) => void,
  ) {
    this.#audience = audience;
    this.#send = send;
    this.#readJob = readJob;
    this.#subscriptions = new Subscriptions(audience);
  }

  /** From the start, on a connection of this kind. */
  begin(transport: Transport): void {
    this.#transport = transport;
    this.#ticket = drawTicket();
    this.#epoch = null;
    this.#subscriptions.forget();
  }

  hear(frame: ServerFrame): void {
    if (frame.type === 'hello') this.#greet(frame.epoch);
    if (frame.type === 'status') {
      this.#audience.see({ download: frame.data, ticket: this.#ticket });
    }
    if (frame.type === 'removed') this.#audience.remove(frame.jobId);
    if (frame.type === 'queue') this.#audience.queueStands(frame.data);
    if (frame.type === 'error') this.#audience.refuse(frame);
  }

  /** Says what there is to say by now. */
  speak(): void {
    if (this.#epoch === null) return;
    for (const frame of this.#subscriptions.outstanding(this.#epoch)) {
      if (this.#transport === 'socket') this.#send(frame);
      else if (frame.type === 'subscribe' && 'jobIds' in frame) frame.jobIds.forEach(this.#readJob);
    }
  }

  #greet(epoch: string): void {
    this.#epoch = epoch;
    // A stream is not told what the page has; another epoch does not know it.
    const knowsAll = this.#transport === 'socket';
    this.#audience.reconcile(this.#ticket, (shown) => knowsAll && shown.epoch === epoch);
    this.speak();
  }
}
