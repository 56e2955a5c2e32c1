import type { Preview } from '@fetchlight/client';
import { useCallback, useMemo, useState } from 'react';
import type { Wanted } from './wishes.ts';

const none: Preview['items'] = [];

export type Picks = ReturnType<typeof usePicks>;

/** Which entries of a list are wanted: all, until some are left out. */
export function usePicks(preview: Preview | null) {
  const items = preview?.items ?? none;
  const [left, setLeft] = useState<{ of: Preview['items']; out: ReadonlySet<number> }>({
    of: none,
    out: new Set(),
  });
  const out = useMemo(() => (left.of === items ? left.out : new Set<number>()), [left, items]);

  const toggle = useCallback(
    (index: number) =>
      setLeft((before) => {
        const next = new Set(before.of === items ? before.out : []);
        if (!next.delete(index)) next.add(index);
        return { of: items, out: next };
      }),
    [items],
  );
  const all = () => setLeft({ of: items, out: new Set() });
  const nothing = () => setLeft({ of: items, out: new Set(items.map(({ index }) => index)) });

  /** What to ask for: the whole list, with whatever it has beyond what was seen, or these entries. */
  const wanted = (): Pick<Wanted, 'list' | 'items'> => ({
    list: true,
    ...(out.size > 0 && {
      items: items.map(({ index }) => index).filter((index) => !out.has(index)),
    }),
  });
  return {
    out,
    toggle,
    all,
    nothing,
    wanted,
    total: items.length,
    chosen: items.length - out.size,
  };
}
