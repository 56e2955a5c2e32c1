import { type FormEvent, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { useTask } from '../../ui/use-task.ts';
import { tryLogin } from './try-login.ts';

/** Asks for the access token once; the browser then keeps a cookie. */
export function Login() {
  const { visit } = useStore();
  const [token, setToken] = useState('');
  const signIn = useTask(async () => tryLogin(visit.login, token));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (token !== '') signIn.run();
  };
  return (
    <form
      onSubmit={onSubmit}
      className="mx-auto mt-[8vh] grid w-full max-w-sm gap-4 rounded-3xl border border-line bg-surface p-6 shadow-card sm:p-8"
    >
      <div className="grid gap-1">
        <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
        <p className="text-sm text-muted">
          This service is private. Its owner has the access token.
        </p>
      </div>
      <label className="grid gap-1.5 text-sm font-medium">
        Access token
        <input
          type="password"
          autoComplete="current-password"
          value={token}
          onChange={(event) => setToken(event.target.value)}
          aria-invalid={signIn.error !== null}
          aria-describedby="login-problem"
          // biome-ignore lint/a11y/noAutofocus: there is nothing else on the page
          autoFocus
          className="h-12 rounded-xl border border-line bg-canvas px-3.5 text-base font-normal"
        />
      </label>
      <p id="login-problem" role="alert" className="min-h-5 text-sm text-danger">
        {signIn.error}
      </p>
      <Button type="submit" look="strong" className="h-12" isBusy={signIn.isBusy}>
        Sign in
      </Button>
    </form>
  );
}
