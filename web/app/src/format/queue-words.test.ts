import { expect, test } from 'vitest';
import { aQueue } from '../testing/downloads.ts';
import { queueNotes } from './queue-words.ts';

test('says nothing where nothing holds the queue up', () => {
  expect([...queueNotes(null), ...queueNotes(aQueue())]).toEqual([]);
});

test('says what is missing, and who asked for a rest', () => {
  const until = new Date(2026, 0, 2, 14, 10).toISOString();
  const rest = { site: 'a.example', until, reason: 'The site asks to slow down.' };
  const sites = [
    { ...rest, login: false },
    { ...rest, login: true },
  ];
  const space = { waitingForSpace: true, freeSpace: 0.4e9, minFreeSpace: 1.1e9 };
  expect(queueNotes(aQueue({ ...space, sites }))).toEqual([
    expect.objectContaining({
      text: 'Waiting for disk space: 400 MB free, 1.1 GB needed.',
    }),
    expect.objectContaining({
      text: expect.stringMatching(/^a\.example asked for a rest until .*10/),
      hint: 'The site asks to slow down.',
      site: 'a.example',
    }),
    expect.objectContaining({
      key: 'a.example login',
      text: expect.stringMatching(/^a\.example asked your login there for a rest until .*10/),
    }),
  ]);
});

test('says what a disk lacks that has bytes enough', () => {
  const crowded = { waitingForSpace: true, crowded: true, freeSpace: 60e6, minFreeSpace: 0 };
  expect(queueNotes(aQueue(crowded))).toEqual([
    expect.objectContaining({
      text: 'Waiting for disk space: the disk can take no more files.',
    }),
  ]);
  expect(queueNotes(aQueue({ ...crowded, crowded: false, freeSpace: 0.5e6 }))).toEqual([
    expect.objectContaining({ text: 'Waiting for disk space: 500 kB free.' }),
  ]);
});
