import type { Jar } from '@fetchlight/client';
import { useEffect, useRef } from 'react';
import { useCell } from '../store/cell.ts';
import { useStore } from '../store/store.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { LoginForm } from './login-form.tsx';
import { LoginRow } from './login-row.tsx';
import { Modal } from './modal.tsx';
import { useTask } from './use-task.ts';

interface LoginsProps {
  readonly site?: string;
  readonly onKept?: (name: string) => Promise<void>;
  readonly onClose: () => void;
}

const itself = (jars: readonly Jar[] | null) => jars;

/** The logins that are kept for sites, and a way to hand in one more. */
export function Logins({ onClose, ...form }: LoginsProps) {
  const { logins } = useStore();
  const jars = useCell(logins.jars, itself);
  const { run, error } = useTask(logins.load);
  const start = useRef(run);
  useEffect(() => void start.current(), []);
  return (
    <Modal label="Logins" onClose={onClose} className="w-[min(36rem,calc(100vw-1.5rem))]">
      <div className="flex items-center py-2 pr-2 pl-4">
        <h2 className="flex-1 font-semibold">Logins</h2>
        <Button look="quiet" className="w-10 px-0" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      <div className="grid gap-3 px-4 pb-4">
        <p className="text-sm text-muted">
          For sites that want a login. Sign in there in a private window, export its cookies.txt,
          and close that window. Downloads of the site then use it by themselves.
        </p>
        <LoginForm {...form} />
        <p role="alert" className="text-sm text-danger empty:hidden">
          {error}
        </p>
        {jars && jars.length > 0 && (
          <ul aria-label="Kept logins">
            {jars.map((jar) => (
              <LoginRow key={jar.name} jar={jar} />
            ))}
          </ul>
        )}
      </div>
    </Modal>
  );
}
