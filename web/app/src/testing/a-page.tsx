import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { StoreContext } from '../store/store.ts';
import { aStatus } from './downloads.ts';
import { aVisit } from './fake-service.ts';

/** A part of the page over a store whose service and clock the test holds. */
export function aPage() {
  const visit = aVisit();
  return {
    ...visit,
    async open(part: ReactNode): Promise<void> {
      render(<StoreContext value={visit.store}>{part}</StoreContext>);
      await act(() => visit.store.visit.load());
      act(() => visit.world.newest.hello());
    },
    /** The service tells how a download stands. */
    tells(changes: Parameters<typeof aStatus>[0]): void {
      act(() => visit.world.newest.says(aStatus(changes)));
    },
    /** The service says something else. */
    says(frame: object): void {
      act(() => visit.world.newest.says(frame));
    },
    passes(ms: number): void {
      act(() => visit.world.pass(ms));
    },
  };
}
