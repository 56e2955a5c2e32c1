import type { Download, NewDownload } from '@fetchlight/client';

type Choices = Download['choices'];

/** What to ask for to have the same once more. */
export function wantedOf({ url, choices, list, limit }: Download): NewDownload {
  const { format, audioFormat, container, subtitles, embed, clip, live } = choices;
  if (format === 'subtitles') return { url, format, subtitles, ...listOf(list, limit) };
  const hasSound = format === 'audio' || choices.also?.includes('audio');
  return {
    ...{ url, format, embed },
    ...(hasSound && { audioFormat }),
    ...(format !== 'audio' && { container, subtitles }),
    ...(clip && { clip: clipOf(clip) }),
    ...(live && { live }),
    ...finerOf(choices),
    ...listOf(list, limit),
  };
}

/** What few people choose is there only where they did. */
function finerOf({ format, preferences, sponsorBlock, also }: Choices) {
  return {
    ...(format !== 'audio' && preferences && { preferences }),
    ...(sponsorBlock && { sponsorBlock }),
    ...(also && { also }),
  };
}

function listOf(list: Download['list'], limit: Download['limit']) {
  if (!list) return {};
  if (!limit) return { list: true };
  return { list: true, ...(limit.first !== null && { limit: { first: limit.first } }) };
}

function clipOf({ from, to }: NonNullable<Choices['clip']>) {
  return { ...(from !== null && { from }), ...(to !== null && { to }) };
}
