import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventStream } from './event-stream.ts';

let server: Server;
let answer: (response: ServerResponse, lastEventId: string | undefined) => void;
const onmessage = vi.fn<(event: { data: unknown }) => void>();

const heard = () => onmessage.mock.calls.map(([{ data }]) => data);
function open(lastEventId: string | null = null) {
  const { port } = server.address() as AddressInfo;
  const stream = new EventStream(`http://127.0.0.1:${port}/`, lastEventId);
  stream.onmessage = onmessage;
  const closed = new Promise<number>((done) => {
    stream.onclose = ({ code }) => done(code);
  });
  return { stream, closed };
}

beforeEach(async () => {
  onmessage.mockReset();
  server = createServer((request, response) =>
    answer(response, request.headers['last-event-id']?.toString()),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('brings what a socket would have brought', async () => {
  answer = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    response.write('event: hello\ndata: {"epoch":"one"}\n\n:\n\n');
    response.write('event: status\nid: 1\ndata: {"version":1}\n\n');
    response.write('event: queue\ndata: {"data":{"workers":1}}\n\n');
    response.end('event: removed\ndata: {"jobId":"a"}\n\nretry: 250\n');
  };
  expect(await open().closed).toBe(1006);
  expect(heard()).toEqual([
    '{"type":"hello","epoch":"one"}',
    '',
    '{"type":"status","data":{"version":1}}',
    '{"type":"queue","data":{"workers":1}}',
    '{"type":"removed","jobId":"a"}',
    '{"type":"bye","retryAfterMs":250}',
  ]);
});

test('says what it had', async () => {
  let had: string | undefined;
  answer = (response, lastEventId) => {
    had = lastEventId;
    response.writeHead(204).end();
  };
  expect(await open('7').closed).toBe(1000);
  expect(had).toBe('7');
});

const PROBLEM = 'application/problem+json';
test.each([
  [401, PROBLEM, 4401],
  [403, PROBLEM, 4403],
  [404, PROBLEM, 4404],
  [403, 'text/html', 1006],
  [503, PROBLEM, 1006],
  [200, 'text/html', 1006],
])('an answer of %i with %s is a close with %i', async (status, type, code) => {
  answer = (response) => response.writeHead(status, { 'Content-Type': type }).end('{}');
  expect(await open().closed).toBe(code);
});

test('a broken connection is a close too', async () => {
  answer = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(':\n\n');
  };
  const { closed } = open();
  await vi.waitFor(() => expect(heard()).toEqual(['']));
  server.closeAllConnections();
  expect(await closed).toBe(1006);
});

test('closing lets go of the connection', async () => {
  let gone: Promise<unknown> = Promise.resolve();
  answer = (response) => {
    gone = once(response, 'close');
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(':\n\n');
  };
  const { stream } = open();
  await vi.waitFor(() => expect(heard()).toEqual(['']));
  stream.close();
  await gone;
});
