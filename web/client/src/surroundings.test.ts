// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { browserSurroundings } from './surroundings.ts';

const woken = vi.fn();
const doubted = vi.fn();
const stop = browserSurroundings.onWake(woken, doubted);
const look = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

afterEach(() => {
  vi.restoreAllMocks();
  woken.mockClear();
  doubted.mockClear();
});

test('a network that is back wakes', () => {
  window.dispatchEvent(new Event('online'));
  expect(woken).toHaveBeenCalledOnce();
});

test('a network that is gone casts doubt', () => {
  window.dispatchEvent(new Event('offline'));
  expect(doubted).toHaveBeenCalledOnce();
  expect(woken).not.toHaveBeenCalled();
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
  window.dispatchEvent(new Event('offline'));
  look('visible');
  expect(woken).not.toHaveBeenCalled();
  expect(doubted).not.toHaveBeenCalled();
});
