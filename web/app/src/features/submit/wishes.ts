import type { NewDownload } from '@fetchlight/client';
import { limitOf } from './list-limit.ts';
import { mediaOf } from './media-wishes.ts';
import type { Extras, Options } from './options.ts';
import { parseTime } from './parse-time.ts';

/** All that is asked for of a link but the link itself. */
export type Wanted = Omit<NewDownload, 'url'>;

/** What was typed into the options: what to ask for, or what is wrong by its field. */
export type Wishes =
  | { readonly wanted: Wanted }
  | {
      readonly problems: Readonly<
        Partial<Record<'languages' | 'clip' | 'cookies' | 'login' | 'limit', string>>
      >;
    };

const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i;
const MOST_LANGUAGES = 10;
const LONGEST_COOKIES = 60_000;

/** What does not go with the format is left out, and what is plain need not be said. */
export function wishesOf(options: Options, extras: Extras): Wishes {
  const { cookies, user, password } = extras;
  const { format, placement, captions } = options;
  const languages = format === 'audio' ? [] : languagesOf(options.languages);
  const clip = format === 'subtitles' ? undefined : clipOf(extras.from, extras.to);
  const limit = limitOf(extras);
  const problems = {
    ...(format === 'subtitles' && languages.length === 0 && { languages: 'Which languages?' }),
    ...(languages.some((tag) => !TAG.test(tag)) && {
      languages: 'Write languages like en, de, pt-BR.',
    }),
    ...(languages.length > MOST_LANGUAGES && { languages: 'At most ten languages.' }),
    ...(typeof clip === 'string' && { clip }),
    ...(typeof limit === 'string' && { limit }),
    ...(cookies.length > LONGEST_COOKIES && { cookies: 'Too long. Keep the lines of this site.' }),
    ...(user === '' && password !== '' && { login: 'A password needs a user name.' }),
    ...(user.includes(':') && { login: 'A user name has no colon.' }),
  };
  if (Object.keys(problems).length > 0 || typeof clip === 'string') return { problems };
  const subtitles = { languages, placement, ...(captions !== 'vtt' && { format: captions }) };
  return {
    wanted: {
      format,
      ...(languages.length > 0 && { subtitles }),
      ...(format !== 'subtitles' && mediaOf(options)),
      ...(clip && { clip }),
      ...secretsOf(extras),
    },
  };
}

/** What a site is shown of whoever asks. */
export function secretsOf({ cookies, user, password }: Extras): Pick<Wanted, 'cookies' | 'login'> {
  return {
    ...(cookies.trim() !== '' && { cookies }),
    ...(user !== '' && { login: { user, password } }),
  };
}

export function languagesOf(typed: string): string[] {
  return [...new Set(typed.split(/[\s,;]+/).filter((tag) => tag !== ''))];
}

function clipOf(from: string, to: string): NewDownload['clip'] | string {
  const [start, end] = [from, to].map((text) => (text.trim() === '' ? null : parseTime(text)));
  if (start === undefined || end === undefined) return 'Write times like 1:30 or 1:02:03.';
  if (start === null && end === null) return undefined;
  if (end !== null && end <= (start ?? 0)) return 'The end has to come after the beginning.';
  return { ...(start !== null && { from: start }), ...(end !== null && { to: end }) };
}
