import type {
  Also,
  AudioFormat,
  CaptionFormat,
  Codec,
  Container,
  DynamicRange,
  Embed,
  Format,
  FrameRate,
  Live,
  Placement,
} from '@fetchlight/client';
import { PLAIN_SPONSORS, type SponsorOptions } from './sponsors.ts';

/** In which form media is wanted, as it is remembered on this browser. */
export interface Options extends SponsorOptions {
  readonly format: Format;
  readonly audioFormat: AudioFormat;
  readonly container: Container;
  /** Languages of subtitles as they were typed; none for no subtitles. */
  readonly languages: string;
  readonly placement: Placement;
  /** The kind of file that subtitles are beside the media. */
  readonly captions: CaptionFormat;
  readonly embed: Embed;
  /** What is done with a broadcast that is still running. */
  readonly live: Live;
  readonly codec: Codec;
  readonly dynamicRange: DynamicRange;
  readonly frameRate: FrameRate;
  /** What is kept beside the media. */
  readonly also: Also;
}

/** What a field of the form is given. */
export interface ChooseProps {
  readonly options: Options;
  readonly choose: (change: Partial<Options>) => void;
}

export const PLAIN: Options = {
  ...{ format: 'best', audioFormat: 'original', container: 'any' },
  ...{ languages: '', placement: 'embedded', captions: 'vtt', embed: [], also: [] },
  ...{ codec: 'any', dynamicRange: 'any', frameRate: 'any', live: 'now' },
  ...PLAIN_SPONSORS,
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
  /** So many entries of a list, as typed. */
  readonly count: string;
}

export const NO_EXTRAS: Extras = {
  ...{ from: '', to: '', cookies: '', user: '', password: '' },
  count: '',
};
