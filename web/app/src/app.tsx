import { EngineLine } from './features/engine/engine-line.tsx';
import { LoginsButton } from './features/logins/logins-button.tsx';
import { Login } from './features/session/login.tsx';
import { SignOut } from './features/session/sign-out.tsx';
import { Announcer } from './features/status/announcer.tsx';
import { ConnectionStatus } from './features/status/connection-status.tsx';
import { PageTitle } from './features/status/page-title.tsx';
import { ToolAdvice } from './features/status/tool-advice.tsx';
import { LinkForm } from './features/submit/link-form.tsx';
import { Shelves } from './shelves.tsx';
import { useCell } from './store/cell.ts';
import { useStore } from './store/store.ts';
import type { Entry } from './store/visit.ts';

const needsLogin = (entry: Entry) => entry.phase === 'login';

/** The page. */
export function App() {
  const mustLogIn = useCell(useStore().visit.entry, needsLogin);
  return (
    <div className="mx-auto flex min-h-dvh max-w-[54rem] flex-col px-4 sm:px-6">
      <PageTitle />
      <Announcer />
      <header className="flex h-16 items-center gap-2">
        <img src="./favicon.svg" alt="" className="size-7" />
        <span className="mr-auto text-lg font-bold tracking-tight">Fetchlight</span>
        <ConnectionStatus />
      </header>
      <main className="flex-1 pb-16">
        {mustLogIn ? (
          <Login />
        ) : (
          <>
            <h1 className="pt-6 pb-5 text-3xl font-bold tracking-tight text-balance sm:pt-12 sm:pb-7 sm:text-center sm:text-[2.75rem] sm:leading-tight">
              Paste a link, watch it arrive.
            </h1>
            <LinkForm />
            <div className="pt-10">
              <ToolAdvice />
              <Shelves />
            </div>
          </>
        )}
      </main>
      <footer className="flex flex-wrap items-center justify-center gap-x-4 border-t border-line py-3 text-center text-xs leading-5 text-muted">
        <p className="py-2">
          Fetch only what you have the right to, and keep to the terms of its site.
        </p>
        <EngineLine />
        <LoginsButton />
        <SignOut />
      </footer>
    </div>
  );
}
