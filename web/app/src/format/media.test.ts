import { expect, test } from 'vitest';
import { aDownload } from '../testing/downloads.ts';
import { isSound, ownLink, saveUrl } from './media.ts';

test('knows sound by its type', () => {
  expect(isSound(aDownload({ mediaType: 'audio/mp4' }))).toBe(true);
  expect(isSound(aDownload({ mediaType: 'video/mp4', format: 'audio' }))).toBe(false);
});

test('follows its own service by the address that it was opened by itself', () => {
  expect(ownLink('https://public.example/media/api/files/1/a.mp4')).toBe('/api/files/1/a.mp4');
  expect(ownLink('https://public.example/api/thumbnails/1?v=2')).toBe('/api/thumbnails/1?v=2');
  expect(saveUrl('https://public.example/api/files/1/a.mp4')).toBe('/api/files/1/a.mp4?download');
  expect(ownLink('https://elsewhere.example/a.mp4')).toBe('https://elsewhere.example/a.mp4');
});

test('saves rather than shows', () => {
  expect(saveUrl('/api/files/1/a.mp4')).toBe('/api/files/1/a.mp4?download');
});
