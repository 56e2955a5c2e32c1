// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aStatus } from './testing/downloads.ts';
import { FakeWorld } from './testing/fake-world.ts';
import { useWebSocket, WatchesContext } from './use-web-socket.ts';
import type { Watches } from './watch.ts';
import { createWatches } from './watches.ts';

let world: FakeWorld;
let watches: Watches;

function Shown({ jobId }: { jobId: string }) {
  const { status, isConnected, error } = useWebSocket(jobId);
  return (
    <p>
      {jobId}: {status?.progress ?? '–'} {String(isConnected)} {error}
    </p>
  );
}

const page = (...jobIds: string[]) => (
  <WatchesContext value={watches}>
    {jobIds.map((jobId, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same job may stand twice
      <Shown key={index} jobId={jobId} />
    ))}
  </WatchesContext>
);

beforeEach(() => {
  world = new FakeWorld();
  watches = createWatches('https://here', world);
});
afterEach(cleanup);

test('shows the newest frame and whether it is live', () => {
  render(page('a'));
  expect(screen.getByText('a: – false')).toBeTruthy();
  act(() => {
    world.newest.hello();
    world.newest.says(aStatus({ jobId: 'a', progress: 42.5 }));
  });
  expect(world.newest.url).toBe('wss://here/ws');
  expect(screen.getByText('a: 42.5 true')).toBeTruthy();
});

test('shares one socket among all components', () => {
  render(page('a', 'a', 'b'));
  act(() => {
    world.newest.hello();
    world.newest.says(aStatus({ jobId: 'a', progress: 7 }));
  });
  expect(world.sockets).toHaveLength(1);
  expect(world.newest.sent).toEqual(['{"type":"subscribe","jobIds":["a","b"]}']);
  expect(screen.getAllByText('a: 7 true')).toHaveLength(2);
  expect(screen.getByText('b: – true')).toBeTruthy();
});

test('keeps the socket while one of two stays, and lets go after the last', () => {
  const view = render(page('a', 'a'));
  view.rerender(page('a'));
  world.pass(5_000);
  expect(world.newest.isDropped).toBe(false);
  view.rerender(page());
  world.pass(5_000);
  expect(world.newest.isDropped).toBe(true);
});

test('follows a change of job', () => {
  const view = render(page('a'));
  act(() => {
    world.newest.hello();
    world.newest.says(aStatus({ jobId: 'a', progress: 7 }));
  });
  view.rerender(page('b'));
  expect(screen.getByText('b: – true')).toBeTruthy();
  act(() => world.pass(1_000));
  expect(world.newest.sent.slice(1)).toEqual([
    '{"type":"subscribe","jobIds":["b"]}',
    '{"type":"unsubscribe","jobIds":["a"]}',
  ]);
});

test('says in a sentence what is wrong', () => {
  render(page('a'));
  act(() => {
    world.newest.hello();
    const jobId = 'a';
    world.newest.says({ type: 'error', code: 'not_found', message: 'There is none.', jobId });
  });
  expect(screen.getByText('a: – false There is none.')).toBeTruthy();
});

test('says when there has been no connection for long', () => {
  render(page('a'));
  for (const wait of [1, 2, 4, 8, 16]) {
    world.newest.closes();
    if (world.newest.url.startsWith('https:')) world.newest.closes();
    act(() => world.pass(wait * 1_000));
  }
  expect(screen.getByText(/No connection since .*; still trying/)).toBeTruthy();
});
