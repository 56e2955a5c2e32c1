import { expect, test } from 'vitest';
import { homePath, linkFromHere, placeOf } from './home.ts';

test.each([
  ['https://host/media/', '/media'],
  ['https://host/media/index.html?x=1#y', '/media'],
  ['https://host/a/b/', '/a/b'],
  ['https://host/', ''],
  ['https://host/index.html', ''],
  ['about:blank', ''],
  ['', ''],
])('a page at %s', (page, path) => {
  expect(homePath(page)).toBe(path);
  expect(linkFromHere('/api/files/1/a.mp4', page)).toBe(`${path}/api/files/1/a.mp4`);
  const elsewhere = 'https://other/api/files/1/a.mp4';
  expect(linkFromHere(elsewhere, page)).toBe(elsewhere);
});

test.each([
  ['https://host', 'https://host/ws'],
  ['https://host/', 'https://host/ws'],
  ['https://host/media', 'https://host/media/ws'],
  ['https://host/media/', 'https://host/media/ws'],
])('a service at %s', (baseUrl, place) => {
  expect(placeOf('/ws', baseUrl).href).toBe(place);
});
