import type { Health } from '@fetchlight/client';
import { useEffect } from 'react';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import { Icon } from '../../ui/icon.tsx';

const itself = (health: Health | null) => health;

/** What whoever runs the service should do, where it works but badly. */
export function ToolAdvice() {
  const { tools } = useStore();
  useEffect(() => tools.follow(), [tools]);
  const parts = useCell(tools.health, itself)?.parts ?? [];
  const advised = parts.filter((part) => part.advice !== undefined);
  if (advised.length === 0) return null;
  return (
    <aside aria-label="What this server lacks" className="mb-6 grid gap-2">
      {advised.map(({ name, advice }) => (
        <p
          key={name}
          className="flex gap-2.5 rounded-xl bg-sunken px-4 py-2.5 text-sm leading-5 wrap-anywhere"
        >
          <Icon name="warning" className="size-5 text-accent-strong" /> {advice}
        </p>
      ))}
    </aside>
  );
}
