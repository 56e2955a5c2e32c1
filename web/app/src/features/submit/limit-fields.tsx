import type { ExtraProps } from './clip-fields.tsx';
import { FIELD, OptionField } from './option-field.tsx';

/** How many entries of a list are wanted, where they are not picked one by one. */
export function LimitFields({ extras, add, problem }: ExtraProps) {
  return (
    <OptionField label="Only the first" problem={problem} className="mt-3">
      <input
        aria-label="How many entries"
        aria-invalid={problem !== undefined}
        placeholder="All"
        inputMode="numeric"
        autoComplete="off"
        value={extras.count}
        onChange={({ target }) => add({ count: target.value })}
        className={`${FIELD} max-w-28`}
      />
    </OptionField>
  );
}
