import type { Also, Format, NewDownload } from '@fetchlight/client';
import type { Options } from './options.ts';
import { sponsorBlockOf } from './sponsors.ts';

/** What goes with the format of it; what is plain need not be said. */
export function mediaOf(options: Options): Partial<NewDownload> {
  const { format, audioFormat, container, embed, codec, dynamicRange, frameRate, live } = options;
  const also = alsoOf(options);
  const hasSound = format === 'audio' || also.includes('audio');
  const sponsorBlock = sponsorBlockOf(options);
  const preferences = {
    ...(codec !== 'any' && { codec }),
    ...(dynamicRange !== 'any' && { dynamicRange }),
    ...(frameRate !== 'any' && { frameRate }),
  };
  return {
    ...(hasSound && audioFormat !== 'original' && { audioFormat }),
    ...(format !== 'audio' && container !== 'any' && { container }),
    ...(embed.length > 0 && { embed }),
    ...(format !== 'audio' && Object.keys(preferences).length > 0 && { preferences }),
    ...(sponsorBlock && { sponsorBlock }),
    ...(also.length > 0 && { also }),
    ...(live !== 'now' && { live }),
  };
}

/** What of it can be kept beside that form. */
export function alsoOf({ format, also }: Pick<Options, 'format' | 'also'>): Also {
  if (format === 'subtitles') return [];
  return format === 'audio' ? also.filter((each) => each !== 'audio') : also;
}

export function hasPicture(format: Format): boolean {
  return format !== 'audio' && format !== 'subtitles';
}
