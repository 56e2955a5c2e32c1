import { type Download, isTerminal } from '@fetchlight/client';
import { titleOf } from '../../format/title.ts';
import { Icon } from '../../ui/icon.tsx';
import { showCard } from '../../ui/show-card.ts';
import type { Outcome } from './submit-lines.ts';

/** What became of the last submit, as far as it needs a word: lines refused, downloads known already. */
export function OutcomeNotes({ outcome }: { outcome: Outcome }) {
  return (
    <>
      {outcome.refused.length > 0 && (
        <ul id="link-problems" className="grid gap-1.5 px-4 pt-3 text-sm">
          {outcome.refused.map(({ line, problem }) => (
            <li key={line} className="flex min-w-0 gap-2">
              <Icon name="warning" className="mt-0.5 size-4 text-danger" />
              <span className="min-w-0">
                <span className="block truncate text-muted">{line}</span>
                <span className="text-danger">{problem}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {outcome.known.length > 0 && (
        <ul className="grid gap-1 px-4 pt-2 text-sm">
          {outcome.known.map((download) => (
            <Known key={download.jobId} download={download} />
          ))}
        </ul>
      )}
    </>
  );
}

function Known({ download }: { download: Download }) {
  return (
    <li className="flex min-h-10 min-w-0 items-center gap-2">
      <span className="shrink-0 font-medium">
        {isTerminal(download) ? 'Already in your library:' : 'Already on its way:'}
      </span>
      <button
        type="button"
        onClick={() => showCard(download.jobId)}
        className="min-h-10 truncate font-semibold text-accent-strong underline-offset-4 hover:underline"
      >
        {titleOf(download)}
      </button>
    </li>
  );
}
