import type { AudioFormat, Container, Embed, Format, Live, Placement } from '@fetchlight/client';

/** In which form media is wanted, as it is remembered on this browser. */
export interface Options {
  readonly format: Format;
  readonly audioFormat: AudioFormat;
  readonly container: Container;
  /** Languages of subtitles as they were typed; none for no subtitles. */
  readonly languages: string;
  readonly placement: Placement;
  readonly embed: Embed;
  /** What is done with a broadcast that is still running. */
  readonly live: Live;
}

export const PLAIN: Options = {
  ...{ format: 'best', audioFormat: 'original', container: 'any' },
  ...{ languages: '', placement: 'embedded', embed: [], live: 'now' },
};

/** What holds for the next submit alone; cookies and passwords above all are kept nowhere. */
export interface Extras {
  /** Where the clip begins and ends, as typed. */
  readonly from: string;
  readonly to: string;
  readonly cookies: string;
  /** For a site that asks for them by HTTP itself. */
  readonly user: string;
  readonly password: string;
}

export const NO_EXTRAS: Extras = { from: '', to: '', cookies: '', user: '', password: '' };

type Choice<T> = readonly (readonly [value: T, words: string])[];

export const FORMATS: Choice<Format> = [
  ['best', 'Best quality'],
  ['2160p', 'Up to 4K'],
  ['1440p', 'Up to 1440p'],
  ['1080p', 'Up to 1080p'],
  ['720p', 'Up to 720p'],
  ['480p', 'Up to 480p'],
  ['audio', 'Audio only'],
];
export const AUDIO_FORMATS: Choice<AudioFormat> = [
  ['original', 'As it comes'],
  ['m4a', 'M4A'],
  ['mp3', 'MP3'],
  ['opus', 'Opus'],
];
export const CONTAINERS: Choice<Container> = [
  ['any', 'As it comes'],
  ['mp4', 'MP4'],
  ['mkv', 'MKV'],
];
export const LIVES: Choice<Live> = [
  ['now', 'Record from now on'],
  ['fromStart', 'Record from the start'],
  ['wait', 'Wait for its end'],
];
export const PLACEMENTS: Choice<Placement> = [
  ['embedded', 'In the file'],
  ['beside', 'Files beside it'],
];
export const EMBEDS: Choice<Embed[number]> = [
  ['thumbnail', 'Picture'],
  ['metadata', 'Title and maker'],
  ['chapters', 'Chapters'],
];
