import type { Preview } from '@fetchlight/client';

/** What a look at one video finds. */
export function aPreview(changes: Partial<Preview> = {}): Preview {
  return {
    url: 'https://media.example/watch/1',
    videoInfo: {
      ...{ id: '1', title: 'A clip', uploader: 'Somebody', duration: 61, thumbnail: null },
      ...{ extractor: 'generic', webpageUrl: null, width: 1920, height: 1080 },
    },
    renditions: [
      { format: 'best', bytes: 45_600_000, exact: true, height: 1080 },
      { format: 'audio', bytes: 3_000_000, exact: false, height: null },
    ],
    ...{ isList: false, items: [], more: false },
    ...changes,
  };
}

/** What a look at a list of so many entries finds. */
export function aListPreview(count: number): Preview {
  const items = Array.from({ length: count }, (_, place) => ({
    index: place + 1,
    url: `https://media.example/watch/${place + 1}`,
    title: `Clip ${place + 1}`,
    duration: 60 + place,
  }));
  return aPreview({ isList: true, renditions: [], items });
}
