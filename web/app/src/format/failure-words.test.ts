import { expect, test } from 'vitest';
import { aDownload } from '../testing/downloads.ts';
import { troubleOf } from './failure-words.ts';

test('tells the class and the sentence of a failure', () => {
  const failed = aDownload({ status: 'failed', error: 'It is gone.', errorCode: 'not_found' });
  expect(troubleOf(failed)).toEqual({ sentence: 'It is gone.', kind: 'Gone', isPassing: false });
});

test('tells why another try comes', () => {
  const nextTryAt = '2026-01-02T03:14:05.678Z';
  const failed = { status: 'queued', error: 'No answer.', errorCode: 'network' } as const;
  expect(troubleOf(aDownload({ ...failed, nextTryAt }))).toMatchObject({ isPassing: true });
  expect(troubleOf(aDownload(failed))).toBeNull();
});
