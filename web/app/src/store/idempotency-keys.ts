import type { NewDownload } from '@fetchlight/client';

/** One key for each wish until it is answered, so that a repeat after a lost answer makes no second job. */
export class IdempotencyKeys {
  readonly #keys = new Map<string, string>();

  keyFor(wanted: NewDownload): string {
    const wish = wishOf(wanted);
    const key = this.#keys.get(wish) ?? randomKey();
    this.#keys.set(wish, key);
    return key;
  }

  forget(wanted: NewDownload): void {
    this.#keys.delete(wishOf(wanted));
  }
}

/** Without the cookies: they are kept nowhere on the page. */
function wishOf({ cookies: _, ...wanted }: NewDownload): string {
  return JSON.stringify(wanted);
}

/** 128 random bits in hex; randomUUID exists only on secure origins, and a home server may be plain http. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
