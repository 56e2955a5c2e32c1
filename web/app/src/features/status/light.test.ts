import { expect, test } from 'vitest';
import type { PageConnection } from '../../store/page-connection.ts';
import { lightOf } from './light.ts';

const ready = { phase: 'ready', nextCursor: null } as const;

test.each<[PageConnection, string]>([
  [{ phase: 'idle' }, 'Ready'],
  [{ phase: 'connected' }, 'Connected'],
  [{ phase: 'connecting', since: 0 }, 'Connecting'],
  [{ phase: 'error', message: 'Too many.' }, 'Connection error'],
])('%o', (connection, words) => {
  expect(lightOf(connection, ready)).toMatchObject({ phase: connection.phase, words });
});

test('tells since when it is offline, of sockets and of the page', () => {
  const since = Date.now();
  const words = expect.stringMatching(/^Offline since .*\d\d/);
  expect(lightOf({ phase: 'offline', since }, ready)).toMatchObject({ phase: 'offline', words });
  expect(lightOf({ phase: 'idle' }, { phase: 'unreachable', since })).toMatchObject({ words });
});
