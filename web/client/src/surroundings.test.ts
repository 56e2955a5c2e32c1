// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { browserSurroundings } from './surroundings.ts';

const woken = vi.fn();
const stop = browserSurroundings.onWake(woken);
const look = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

afterEach(() => {
  vi.restoreAllMocks();
  woken.mockClear();
});

test('a network that is back wakes', () => {
  window.dispatchEvent(new Event('online'));
  expect(woken).toHaveBeenCalledOnce();
});

test('a page that is looked at wakes, one that is left does not', () => {
  look('hidden');
  expect(woken).not.toHaveBeenCalled();
  look('visible');
  expect(woken).toHaveBeenCalledOnce();
});

test('nothing wakes who no longer listens', () => {
  stop();
  window.dispatchEvent(new Event('online'));
  look('visible');
  expect(woken).not.toHaveBeenCalled();
});
