import type { Download, NewDownload } from '@fetchlight/client';
import { expect, test } from 'vitest';
import { aDownload } from '../../testing/downloads.ts';
import { submitLines } from './submit-lines.ts';

const asked: NewDownload[] = [];
const actions = {
  async submit(wanted: NewDownload) {
    const { url } = wanted;
    asked.push(wanted);
    if (url.includes('bad')) throw new Error('The service says no.');
    const download: Download = aDownload({ jobId: url, url });
    return { download, existing: url.includes('known') };
  },
};

test('hands in one request a link and tells what became of each line', async () => {
  const text = [
    'https://a.example/new',
    'nonsense',
    'https://a.example/bad',
    'https://a.example/known',
    ...['https://a.example/2', 'https://a.example/3', 'https://a.example/4'],
  ].join('\n');
  const { added, known, refused } = await submitLines(text, { format: 'audio' }, actions);
  expect(asked).toHaveLength(6);
  expect(asked[0]).toEqual({ url: 'https://a.example/new', format: 'audio' });
  expect(added.map(({ url }) => url.at(-1))).toEqual(['w', '2', '3', '4']);
  expect(known.map(({ url }) => url)).toEqual(['https://a.example/known']);
  expect(refused).toEqual([
    { line: 'nonsense', problem: expect.stringMatching(/not a link/) },
    { line: 'https://a.example/bad', problem: 'The service says no.' },
  ]);
});
