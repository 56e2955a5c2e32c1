import type { ExtraProps } from './clip-fields.tsx';
import { OptionField } from './option-field.tsx';

/** Cookies for a site that wants a login. They go with the next download, and are kept nowhere here. */
export function CookieField({ extras, add, problem }: ExtraProps) {
  return (
    <OptionField
      label="Cookies"
      problem={problem}
      hint="For sites that want a login: the content of a cookies.txt. It goes with the next download and is not kept in this browser."
      className="sm:col-span-2"
    >
      <textarea
        aria-label="Cookies"
        aria-invalid={problem !== undefined}
        rows={2}
        placeholder="# Netscape HTTP Cookie File"
        value={extras.cookies}
        onChange={({ target }) => add({ cookies: target.value })}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        className="block w-full resize-y rounded-xl border border-line bg-canvas px-3 py-2 font-mono text-xs leading-5 whitespace-pre placeholder:text-muted aria-invalid:border-danger"
      />
    </OptionField>
  );
}
