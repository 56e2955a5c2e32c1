import type { ConnectionState } from '@fetchlight/client';
import { expect, test } from 'vitest';
import { lightOf } from './light.ts';

const ready = { phase: 'ready', nextCursor: null } as const;
const since = Date.now();
const time = expect.stringMatching(/since \d+:\d\d/);

test.each<[ConnectionState, string, unknown]>([
  [{ phase: 'live', transport: 'socket' }, 'live', 'Live'],
  [{ phase: 'live', transport: 'stream' }, 'live', 'Live'],
  [{ phase: 'connecting', since, isOffline: false }, 'connecting', 'Connecting'],
  [{ phase: 'connecting', since, isOffline: true }, 'offline', time],
  [{ phase: 'stale', since, isOffline: false }, 'stale', time],
  [{ phase: 'stale', since, isOffline: true }, 'offline', time],
  [{ phase: 'error', code: 4429, message: 'Too many.' }, 'error', 'Not live'],
])('%o', (connection, phase, words) => {
  expect(lightOf(connection, ready)).toMatchObject({ phase, words });
});

test('tells which way it is live, and why it is not', () => {
  expect(lightOf({ phase: 'live', transport: 'stream' }, ready).hint).toMatch(/event stream/);
  const refused = { phase: 'error', code: 4429, message: 'Too many.' } as const;
  expect(lightOf(refused, ready).hint).toBe('Too many.');
});

test('tells since when the page finds nobody', () => {
  const connecting = { phase: 'connecting', since, isOffline: false } as const;
  const light = lightOf(connecting, { phase: 'unreachable', since });
  expect(light).toMatchObject({ phase: 'offline', words: expect.stringMatching(/^Offline since/) });
});
