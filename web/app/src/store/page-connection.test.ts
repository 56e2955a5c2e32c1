import type { ConnectionState } from '@fetchlight/client';
import { expect, test } from 'vitest';
import { overall } from './page-connection.ts';

const connected: ConnectionState = { phase: 'connected' };
const connecting: ConnectionState = { phase: 'connecting', since: 7 };
const offline: ConnectionState = { phase: 'offline', since: 5 };
const refused: ConnectionState = { phase: 'error', code: 4429, message: 'Too many.' };

test('is idle where nothing is watched', () => {
  expect(overall([])).toEqual({ phase: 'idle' });
  expect(overall([{ phase: 'closed' }])).toEqual({ phase: 'idle' });
});

test('is connected when all are', () => {
  expect(overall([connected, { phase: 'closed' }, connected])).toEqual(connected);
});

test('shows the worst', () => {
  expect(overall([connected, connecting])).toEqual(connecting);
  expect(overall([connecting, refused])).toEqual({ phase: 'error', message: 'Too many.' });
  expect(overall([refused, offline, connected])).toEqual(offline);
});

test('shows the longest lost', () => {
  expect(overall([offline, { phase: 'offline', since: 3 }])).toEqual({
    phase: 'offline',
    since: 3,
  });
});
