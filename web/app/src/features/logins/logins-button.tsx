import { useState } from 'react';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import type { Entry } from '../../store/visit.ts';
import { Button } from '../../ui/button.tsx';
import { Logins } from '../../ui/logins.tsx';

const isReady = (entry: Entry) => entry.phase === 'ready';

/** Opens the logins that are kept for sites. */
export function LoginsButton() {
  const ready = useCell(useStore().visit.entry, isReady);
  const [isOpen, setOpen] = useState(false);
  if (!ready) return null;
  return (
    <>
      <Button look="quiet" className="text-xs" onClick={() => setOpen(true)}>
        Logins
      </Button>
      {isOpen && <Logins onClose={() => setOpen(false)} />}
    </>
  );
}
