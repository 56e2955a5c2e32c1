/** One key for each wish until it is answered, so that a repeat after a lost answer makes no second job. */
export class IdempotencyKeys {
  readonly #keys = new Map<string, string>();

  keyFor(url: string, format: string): string {
    const wish = `${format} ${url}`;
    const key = this.#keys.get(wish) ?? randomKey();
    this.#keys.set(wish, key);
    return key;
  }

  forget(url: string, format: string): void {
    this.#keys.delete(`${format} ${url}`);
  }
}

/** 128 random bits in hex; randomUUID exists only on secure origins, and a home server may be plain http. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
