import { expect, test } from 'vitest';
import { EventParser, type StreamEvent } from './event-parser.ts';

const STREAM = [
  ': comment\n\n',
  'retry: 1500\n\n',
  'event: status\nid: 7\ndata: {"a":\ndata: "é"}\n\n',
  'data:x\r\nevent:hello\r\n\r\n',
  'event: nothing\n\n',
  'data\n\n: \rdata: no name\r\rdata: never finished\n',
].join('');
const EVENTS: StreamEvent[] = [
  { name: '', data: '' },
  { name: 'status', data: '{"a":\n"é"}' },
  { name: 'hello', data: 'x' },
  { name: '', data: '' },
  { name: 'message', data: 'no name' },
];

test.each([1, 2, 3, 7, 1_000])('reads a stream in pieces of %i', (size) => {
  const events: StreamEvent[] = [];
  const retries: number[] = [];
  const parser = new EventParser(
    (event) => events.push(event),
    (ms) => retries.push(ms),
  );
  for (let at = 0; at < STREAM.length; at += size) parser.push(STREAM.slice(at, at + size));
  expect(events).toEqual(EVENTS);
  expect(retries).toEqual([1500]);
});
