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
    world.newest.onopen?.();
    world.newest.says(aStatus({ progress: 42.5 }));
  });
  expect(world.newest.url).toBe('wss://here/ws/download/a');
  expect(screen.getByText('a: 42.5 true')).toBeTruthy();
});

test('shares one socket between components with the same job', () => {
  render(page('a', 'a', 'b'));
  expect(world.sockets).toHaveLength(2);
  act(() => world.sockets[0]?.says(aStatus({ progress: 7 })));
  expect(screen.getAllByText('a: 7 false')).toHaveLength(2);
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
  act(() => world.newest.says(aStatus({ progress: 7 })));
  view.rerender(page('b'));
  expect(screen.getByText('b: – false')).toBeTruthy();
  expect(world.newest.url).toMatch(/\/b$/);
});

test('says in a sentence what is wrong with the connection', () => {
  render(page('a'));
  act(() => world.newest.onclose?.({ code: 4404 }));
  expect(screen.getByText(/There is no such download/)).toBeTruthy();
});
