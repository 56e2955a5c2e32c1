import { expect, test } from 'vitest';
import { aDownload } from '../../testing/downloads.ts';
import { factsOf } from './facts.ts';

const video = {
  ...{ id: '1', title: 'A clip', uploader: 'Somebody', duration: 61, thumbnail: null },
  ...{ extractor: 'generic', webpageUrl: null, width: 1080, height: 1920 },
};

test('tells who, how sharp, how big and when', () => {
  const completedAt = '2020-05-06T07:08:09Z';
  const facts = factsOf(aDownload({ videoInfo: video, fileSize: 45_600_000, completedAt }));
  expect(facts).toMatch(/^Somebody · 1080p · 45\.6 MB · .*2020/);
});

test('tells the site where nothing else is known', () => {
  expect(factsOf(aDownload())).toBe('media.example');
});
