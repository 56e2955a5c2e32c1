import type { Download, NewDownload } from '@fetchlight/client';

/** What to ask for to have the same once more. */
export function wantedOf({ url, choices, list }: Download): NewDownload {
  const { format, audioFormat, container, subtitles, embed, clip, live } = choices;
  return {
    ...{ url, format, embed },
    ...(format === 'audio' ? { audioFormat } : { container, subtitles }),
    ...(clip && { clip: clipOf(clip) }),
    ...(list && { list: true }),
    ...(live !== 'now' && { live }),
  };
}

function clipOf({ from, to }: NonNullable<Download['choices']['clip']>) {
  return { ...(from !== null && { from }), ...(to !== null && { to }) };
}
