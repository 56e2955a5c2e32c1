import { describe, expect, test } from 'vitest';
import { splitLinks } from './split-links.ts';

const urls = (text: string) => splitLinks(text).map((piece) => ('url' in piece ? piece.url : null));
const problem = (text: string) => {
  const [piece] = splitLinks(text);
  return piece && 'problem' in piece ? piece.problem : null;
};

describe('links', () => {
  test('stand one a line, or several', () => {
    expect(urls('https://a.example/1\r\n\n  http://b.example/2 https://c.example/3\n')).toEqual([
      'https://a.example/1',
      'http://b.example/2',
      'https://c.example/3',
    ]);
  });

  test('count once', () => {
    expect(urls('https://a.example/1\nhttps://a.example/1')).toHaveLength(1);
  });

  test.each([
    ['Look: https://a.example/1!', 'https://a.example/1'],
    ['(https://a.example/1)', 'https://a.example/1'],
    ['<https://a.example/1>', 'https://a.example/1'],
    ['https://a.example/wiki/A_(b)', 'https://a.example/wiki/A_(b)'],
    ['https://a.example/?q=x,y.', 'https://a.example/?q=x,y'],
    ['HTTPS://A.example/x', 'HTTPS://A.example/x'],
  ])('are found in %s', (text, url) => {
    expect(urls(text)).toEqual([url]);
  });

  test('may lack the scheme', () => {
    expect(urls('media.example/watch?v=1')).toEqual(['https://media.example/watch?v=1']);
  });
});

describe('other lines keep a reason', () => {
  test.each([
    ['hello', /not a link/],
    ['two words.and dots', /not a link/],
    ['https://', /host is missing after https/],
    ['http:', /host is missing after http/],
    ['ftp://a.example/1', /http and https/],
    ['javascript:alert(1)', /http and https/],
    ['https://user:secret@a.example/1', /password/],
    [`https://a.example/${'x'.repeat(8_192)}`, /too long/],
  ])('%s', (text, reason) => {
    expect(problem(text)).toMatch(reason);
  });

  test('beside the links', () => {
    expect(splitLinks('https://a.example/1\nnonsense')).toEqual([
      { url: 'https://a.example/1' },
      { line: 'nonsense', problem: expect.stringContaining('not a link') },
    ]);
  });
});

test('nothing gives nothing', () => {
  expect(splitLinks(' \n\t\n')).toEqual([]);
});
