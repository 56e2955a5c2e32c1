import type { NewSponsorBlock } from '@fetchlight/client';
import type { Choice } from './choices.ts';

type Removable = NonNullable<NewSponsorBlock['remove']>[number];

/** What becomes of the stretches that SponsorBlock knows, and of which kinds. */
export interface SponsorOptions {
  readonly sponsors: 'leave' | 'mark' | 'remove';
  readonly stretches: readonly Removable[];
}

export const PLAIN_SPONSORS: SponsorOptions = { sponsors: 'leave', stretches: ['sponsor'] };

export const SPONSORS: Choice<SponsorOptions['sponsors']> = [
  ['leave', 'Leave it as it is'],
  ['mark', 'Mark as chapters'],
  ['remove', 'Cut out'],
];
export const STRETCHES: Choice<Removable> = [
  ['sponsor', 'Sponsors'],
  ['selfpromo', 'Self-promotion'],
  ['interaction', 'Like and subscribe'],
  ['intro', 'Intros'],
  ['outro', 'Outros'],
  ['preview', 'Previews'],
  ['filler', 'Filler'],
  ['music_offtopic', 'Not music'],
];

/** What to ask for; nothing where all is left as it is. */
export function sponsorBlockOf({
  sponsors,
  stretches,
}: SponsorOptions): NewSponsorBlock | undefined {
  if (sponsors === 'leave' || stretches.length === 0) return undefined;
  return { [sponsors]: stretches };
}
