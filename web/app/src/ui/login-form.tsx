import { type ChangeEvent, type FormEvent, useState } from 'react';
import { cookiesOf, nameOf } from '../format/login-words.ts';
import { useStore } from '../store/store.ts';
import { Button } from './button.tsx';
import { useTask } from './use-task.ts';

const FIELD =
  'h-10 w-full min-w-0 rounded-xl border border-line bg-canvas px-3 text-sm placeholder:text-muted';

interface LoginFormProps {
  /** The site that is asked for, where that is known. */
  readonly site?: string;
  /** Hears its name once it is kept. */
  readonly onKept?: (name: string) => Promise<void>;
}

/** Takes in a cookies.txt, as text or as a file; nothing of it is kept in this browser. */
export function LoginForm({ site: asked = '', onKept }: LoginFormProps) {
  const { logins } = useStore();
  const [site, setSite] = useState(asked);
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const keep = useTask(async () => {
    const chosen = name.trim() || nameOf(site);
    await logins.keep(chosen, { site, cookies: cookiesOf(text, site) });
    setText('');
    await onKept?.(chosen);
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    void keep.run();
  };
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    setText((await target.files?.[0]?.text()) ?? '');
    target.value = '';
  };
  const plain = { autoCapitalize: 'none', autoComplete: 'off', spellCheck: false } as const;
  return (
    <form aria-label="New login" onSubmit={send} className="grid gap-2">
      <div className="grid grid-cols-2 gap-2">
        <input
          {...{ ...plain, required: true, className: FIELD, value: site }}
          aria-label="Site"
          placeholder="Site, as youtube.com"
          onChange={({ target }) => setSite(target.value)}
        />
        <input
          {...{ ...plain, className: FIELD, value: name, maxLength: 64 }}
          aria-label="Name"
          placeholder={`Name${nameOf(site) && `: ${nameOf(site)}`}`}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <textarea
        {...{ ...plain, required: true, rows: 3, value: text }}
        aria-label="Cookies"
        placeholder="The content of a cookies.txt"
        onChange={({ target }) => setText(target.value)}
        className="block w-full resize-y rounded-xl border border-line bg-canvas px-3 py-2 font-mono text-xs leading-5 whitespace-pre placeholder:text-muted"
      />
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="file"
          aria-label="File"
          onChange={readFile}
          className="min-w-0 flex-1 text-xs"
        />
        <Button look="strong" type="submit" isBusy={keep.isBusy}>
          Keep login
        </Button>
      </div>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {keep.error}
      </p>
    </form>
  );
}
