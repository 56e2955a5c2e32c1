import type { Api, Jar, NewJar } from '@fetchlight/client';
import { Cell } from './cell.ts';
import { hasStatus } from './has-status.ts';

/** The logins that the service keeps for sites; null until they were asked for. */
export class KeptLogins {
  readonly jars = new Cell<readonly Jar[] | null>(null);
  readonly #api: Api['cookies'];
  readonly #ask: <T>(answer: Promise<T>) => Promise<T>;

  /** @param ask passes an answer on, and sees to it that a session that has ended is noticed */
  constructor(api: Api, ask: <T>(answer: Promise<T>) => Promise<T>) {
    this.#api = api.cookies;
    this.#ask = ask;
  }

  readonly load = async (): Promise<void> => this.jars.set(await this.#ask(this.#api.list()));

  readonly keep = async (name: string, login: NewJar): Promise<void> =>
    this.#see(await this.#ask(this.#api.put(name, login)));

  readonly test = async (name: string, url: string): Promise<void> =>
    this.#see(await this.#ask(this.#api.test(name, url)));

  readonly forget = async (name: string): Promise<void> => {
    await this.#ask(this.#api.remove(name)).catch((error: unknown) => {
      if (!hasStatus(error, 404)) throw error; // somebody else was first
    });
    this.#put(this.#others(name));
  };

  #see(jar: Jar): void {
    this.#put([...this.#others(jar.name), jar]);
  }

  #others(name: string): Jar[] {
    return (this.jars.value ?? []).filter((jar) => jar.name !== name);
  }

  #put(jars: Jar[]): void {
    this.jars.set(jars.sort((a, b) => (a.name < b.name ? -1 : 1)));
  }
}
