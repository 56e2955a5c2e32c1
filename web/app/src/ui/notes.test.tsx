// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { aDownload } from '../testing/downloads.ts';
import { Notes } from './notes.tsx';

afterEach(cleanup);

test('shows every note in the order in which they came', () => {
  const notes = ['It came in 360p.', 'Its subtitles are missing.'];
  render(<Notes download={aDownload({ notes })} />);
  const list = screen.getByRole('list', { name: 'Notes' });
  expect([...list.children].map((item) => item.textContent)).toEqual(notes);
});

test('takes no room without notes', () => {
  const { container } = render(<Notes download={aDownload()} />);
  expect(container.textContent).toBe('');
  expect(container.childElementCount).toBe(0);
});
