import { expect, test } from 'vitest';
import { textOf } from './use-stray-text.ts';

const dragged = (data: Record<string, string>) => ({ getData: (type: string) => data[type] ?? '' });

test('a dragged link counts before its text', () => {
  const data = { 'text/uri-list': '# a title\r\nhttps://a.example/1', 'text/plain': 'A clip' };
  expect(textOf(dragged(data)).trim()).toBe('https://a.example/1');
});

test('dragged text counts where there is no link', () => {
  expect(textOf(dragged({ 'text/plain': 'see https://a.example/1' }))).toMatch(/^see/);
});
