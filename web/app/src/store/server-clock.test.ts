import { beforeEach, expect, test, vi } from 'vitest';
import { FakeWorld } from '../testing/downloads.ts';
import { ServerClock } from './server-clock.ts';

let world: FakeWorld;
let clock: ServerClock;
const HOUR = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();

beforeEach(() => {
  world = new FakeWorld();
  clock = new ServerClock(world);
});

test.each([0, HOUR, -HOUR])('counts rightly where the service is %d ms behind', (behind) => {
  const began = world.now() - behind;
  clock.hear(at(began));
  world.pass(12_000);
  expect(clock.secondsSince(at(began))).toBe(12);
});

test('what comes late makes it no worse', () => {
  clock.hear(at(world.now() - 500_000));
  clock.hear(at(world.now()));
  clock.hear(at(world.now() - 90_000));
  expect(clock.secondsSince(at(world.now() - 30_000))).toBe(30);
});

test('never counts below nothing', () => {
  expect(clock.secondsSince(at(world.now() + 5_000))).toBe(0);
});

test('ticks every second until it is told to stop', () => {
  const tick = vi.fn();
  const stop = clock.everySecond(tick);
  world.pass(3_500);
  expect(tick).toHaveBeenCalledTimes(3);
  stop();
  world.pass(5_000);
  expect(tick).toHaveBeenCalledTimes(3);
});
