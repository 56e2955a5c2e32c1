import { Icon } from '../../ui/icon.tsx';

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choice: readonly (readonly [value: T, words: string])[];
  readonly onChoose: (value: T) => void;
  readonly className?: string;
}

/** One of a few, named for those who cannot see what stands beside it. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, choice, onChoose, className = 'h-10 pr-9 pl-4' } = props;
  return (
    <div className="relative">
      <select
        aria-label={label}
        value={value}
        onChange={({ target }) => {
          const chosen = choice.find(([each]) => each === target.value);
          if (chosen) onChoose(chosen[0]);
        }}
        className={`w-full appearance-none rounded-xl bg-sunken py-0 text-sm font-medium text-ink transition-colors hover:bg-line ${className}`}
      >
        {choice.map(([each, words]) => (
          <option key={each} value={each} className="bg-surface text-ink">
            {words}
          </option>
        ))}
      </select>
      <Icon
        name="down"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </div>
  );
}
