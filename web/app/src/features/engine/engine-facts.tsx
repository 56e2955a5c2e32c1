import type { Engine, Health } from '@fetchlight/client';
import { summaryOf } from './engine-words.ts';

const SHOWN = new Map([
  ['engine', 'Downloads'],
  ['runtime', 'JavaScript of sites'],
  ['impersonation', 'Looking like a browser'],
  ['additions', 'Additions'],
  ['wall', 'Wall'],
]);

type FactsProps = { readonly state: Engine; readonly parts: Health['parts'] };

/** A quiet line that opens to say more. */
export function EngineFacts({ state, parts }: FactsProps) {
  return (
    <details className="group max-w-full text-left open:basis-full">
      <summary className="w-fit cursor-pointer py-2 hover:text-ink group-open:mx-auto">
        {summaryOf(state, parts)}
      </summary>
      <dl className="mx-auto grid w-fit max-w-full grid-cols-[auto_1fr] gap-x-4 gap-y-1 pb-2 wrap-anywhere">
        {parts
          .filter(({ name }) => SHOWN.has(name))
          .map(({ name, detail }) => (
            <Fact key={name} name={SHOWN.get(name) ?? name} says={detail} />
          ))}
        <Fact name="Updates" says={state.sentence} />
        {state.kept.length > 1 && <Fact name="Kept" says={state.kept.join(', ')} />}
      </dl>
    </details>
  );
}

function Fact({ name, says }: { readonly name: string; readonly says: string }) {
  return (
    <div className="contents">
      <dt>{name}</dt>
      <dd className="text-ink">{says}</dd>
    </div>
  );
}
