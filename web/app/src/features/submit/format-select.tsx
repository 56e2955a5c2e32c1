import type { Format } from '@fetchlight/client';
import { Icon } from '../../ui/icon.tsx';
import { FORMATS } from './choice.ts';

interface FormatSelectProps {
  readonly format: Format;
  readonly onChoose: (format: Format) => void;
}

/** How good, how big, or the sound alone. */
export function FormatSelect({ format, onChoose }: FormatSelectProps) {
  return (
    <div className="relative flex-1 sm:flex-none">
      <select
        aria-label="Format"
        value={format}
        onChange={(event) => {
          const chosen = FORMATS.find(({ value }) => value === event.target.value);
          if (chosen) onChoose(chosen.value);
        }}
        className="h-12 w-full appearance-none rounded-xl bg-sunken py-0 pr-9 pl-4 text-sm font-medium text-ink transition-colors hover:bg-line"
      >
        {FORMATS.map(({ value, words }) => (
          <option key={value} value={value} className="bg-surface text-ink">
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
