import { useEffect, useReducer } from 'react';
import { useStore } from '../store/store.ts';

/** How many seconds ago a moment of the service was, counting on; null without one. */
export function useSecondsSince(moment: string | null): number | null {
  const { clock } = useStore();
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  const isCounting = moment !== null;
  useEffect(() => (isCounting ? clock.everySecond(tick) : undefined), [clock, isCounting]);
  return moment === null ? null : clock.secondsSince(moment);
}
