import type { Jar } from '@fetchlight/client';
import { useState } from 'react';
import { stateOf } from '../format/login-words.ts';
import { useStore } from '../store/store.ts';
import { Button } from './button.tsx';
import { useTask } from './use-task.ts';

/** One kept login: how it stands, a test at a link, and a way to forget it. */
export function LoginRow({ jar }: { readonly jar: Jar }) {
  const { logins } = useStore();
  const { name, site, state } = jar;
  const [link, setLink] = useState(`https://${site}/`);
  const test = useTask(() => logins.test(name, link));
  const forget = useTask(() => logins.forget(name));
  return (
    <li aria-label={name} className="grid gap-1 border-t border-line py-2">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 truncate">
          <span className="font-medium">{name}</span>
          {name !== site && <span className="text-muted"> · {site}</span>}
        </p>
        <Button
          aria-label={`Delete ${name}`}
          isBusy={forget.isBusy}
          onClick={() => void forget.run()}
        >
          Delete
        </Button>
      </div>
      <p
        role="status"
        className={`text-sm wrap-anywhere ${state === 'fresh' ? 'text-muted' : 'text-danger'}`}
      >
        {test.isBusy ? 'Asking the site…' : (test.error ?? forget.error ?? stateOf(jar))}
      </p>
      <div className="flex gap-2">
        <input
          aria-label={`A link that asks for ${name}`}
          value={link}
          onChange={({ target }) => setLink(target.value)}
          spellCheck={false}
          className="h-10 min-w-0 flex-1 rounded-xl border border-line bg-canvas px-3 text-sm"
        />
        <Button aria-label={`Test ${name}`} isBusy={test.isBusy} onClick={() => void test.run()}>
          Test
        </Button>
      </div>
    </li>
  );
}
