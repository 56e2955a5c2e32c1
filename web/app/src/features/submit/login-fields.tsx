import type { ExtraProps } from './clip-fields.tsx';
import { FIELD, OptionField } from './option-field.tsx';

/** User name and password for a site that asks for them. They go with the next download, and are kept nowhere here. */
export function LoginFields({ extras, add, problem }: ExtraProps) {
  const common = {
    'aria-invalid': problem !== undefined,
    autoCapitalize: 'none',
    autoCorrect: 'off',
    spellCheck: false,
    className: FIELD,
  } as const;
  return (
    <OptionField
      label="Login"
      problem={problem}
      hint="For sites whose browser window asks for it; for the next download only."
    >
      <div className="grid grid-cols-2 gap-2">
        <input
          aria-label="User name"
          placeholder="User name"
          autoComplete="off"
          maxLength={255}
          value={extras.user}
          onChange={({ target }) => add({ user: target.value })}
          {...common}
        />
        <input
          aria-label="Password"
          placeholder="Password"
          type="password"
          autoComplete="new-password"
          maxLength={1024}
          value={extras.password}
          onChange={({ target }) => add({ password: target.value })}
          {...common}
        />
      </div>
    </OptionField>
  );
}
