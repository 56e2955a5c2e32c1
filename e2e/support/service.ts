import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { JavaProcess, programCommand } from './java-process.ts';

const READY = /Fetchlight ready at (\S+)/;

/** A download as the service tells it; only what the tests read. */
export interface Download {
  readonly jobId: string;
  readonly status: string;
  readonly stage: string | null;
  readonly progress: number;
  readonly version: number;
  readonly attempt: number;
  readonly downloadUrl: string | null;
  readonly error: string | null;
  readonly errorCode: string | null;
}

/** The real program with a data folder of its own, on a port that stays over restarts. */
export class Service {
  readonly #data: string;
  readonly #settings: Record<string, string>;
  #process: JavaProcess;

  private constructor(data: string, settings: Record<string, string>, process: JavaProcess) {
    this.#data = data;
    this.#settings = settings;
    this.#process = process;
  }

  static async start(settings: Record<string, string> = {}): Promise<Service> {
    const data = await mkdtemp(join(tmpdir(), 'fetchlight-e2e-'));
    const all = {
      FETCHLIGHT_PORT: '0',
      FETCHLIGHT_DATA_DIR: data,
      FETCHLIGHT_EGRESS_ALLOW: '127.0.0.0/8,::1/128',
      FETCHLIGHT_YT_DLP_UPDATE: 'off',
      ...settings,
    };
    return new Service(data, all, await JavaProcess.start(programCommand, READY, all));
  }

  get origin(): string {
    return this.#process.origin;
  }

  kill(): Promise<unknown> {
    return this.#process.kill();
  }

  stop(): Promise<number | null> {
    return this.#process.stop();
  }

  /** After a kill or stop: starts it again with the same data at the same address. */
  async startAgain(): Promise<void> {
    const settings = { ...this.#settings, FETCHLIGHT_PORT: this.#process.port };
    this.#process = await JavaProcess.start(programCommand, READY, settings);
  }

  /** Hands in a link past the page. */
  async submit(url: string): Promise<Download> {
    const answer = await fetch(`${this.origin}/api/download`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url }),
    });
    return (await answer.json()) as Download;
  }

  /** Waits until it knows its programs, which the page would else ask for once more. */
  async known(): Promise<void> {
    await expect
      .poll(async () => (await fetch(`${this.origin}/api/health`)).text(), { timeout: 60_000 })
      .not.toContain('"unknown"');
  }

  async read(jobId: string): Promise<Download> {
    return (await (await fetch(`${this.origin}/api/download/${jobId}`)).json()) as Download;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#data, { recursive: true, force: true });
  }
}
