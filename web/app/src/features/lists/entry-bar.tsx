import type { Download } from '@fetchlight/client';
import { isMeasured, wholePercent } from '../../format/progress-words.ts';
import { titleOf } from '../../format/title.ts';

/** How far a download of a list is: a thin line along its foot. */
export function EntryBar({ entry }: { entry: Download }) {
  const measured = isMeasured(entry);
  return (
    <div
      role="progressbar"
      aria-label={`Progress of ${titleOf(entry)}`}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(measured && { 'aria-valuenow': wholePercent(entry) })}
      className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden bg-sunken"
    >
      <div
        className="h-full origin-left bg-bar transition-transform duration-300 ease-linear"
        style={{ transform: `scaleX(${measured ? entry.progress / 100 : 0})` }}
      />
    </div>
  );
}
