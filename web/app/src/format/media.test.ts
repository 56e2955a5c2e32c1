import { expect, test } from 'vitest';
import { aDownload } from '../testing/downloads.ts';
import { isSound, saveUrl } from './media.ts';

test('knows sound by its type', () => {
  expect(isSound(aDownload({ mediaType: 'audio/mp4' }))).toBe(true);
  expect(isSound(aDownload({ mediaType: 'video/mp4', format: 'audio' }))).toBe(false);
});

test('saves rather than shows', () => {
  expect(saveUrl('/api/files/1/a.mp4')).toBe('/api/files/1/a.mp4?download');
});
