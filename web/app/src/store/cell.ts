import { useCallback, useSyncExternalStore } from 'react';

/** One value that can be watched. */
export class Cell<T> {
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** What a component wants of a cell; it renders again only when that changes. */
export function useCell<T, Part>(cell: Cell<T>, part: (value: T) => Part): Part {
  return useSyncExternalStore(
    cell.subscribe,
    useCallback(() => part(cell.value), [cell, part]),
  );
}
