import type { Health } from '@fetchlight/client';
import { useEffect } from 'react';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';

const SHOWN = new Map([
  ['engine', 'Downloads'],
  ['runtime', 'JavaScript of sites'],
  ['impersonation', 'Looking like a browser'],
  ['wall', 'Wall'],
]);

const itself = (health: Health | null) => health;

/** A quiet line on what downloads are made with; it opens to say more. */
export function ToolLine() {
  const { tools } = useStore();
  useEffect(() => tools.follow(), [tools]);
  const parts = useCell(tools.health, itself)?.parts ?? [];
  const shown = parts.filter(({ name }) => SHOWN.has(name));
  const engine = shown.find(({ name }) => name === 'engine');
  if (!engine) return null;
  return (
    <details className="max-w-full text-left open:basis-full">
      <summary className="w-fit cursor-pointer py-2 hover:text-ink open:mx-auto">
        {engine.detail.replace(/ \(.*/, '')}
      </summary>
      <dl className="mx-auto grid w-fit max-w-full grid-cols-[auto_1fr] gap-x-4 gap-y-1 pb-2 wrap-anywhere">
        {shown.map(({ name, detail }) => (
          <div key={name} className="contents">
            <dt>{SHOWN.get(name)}</dt>
            <dd className="text-ink">{detail}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
