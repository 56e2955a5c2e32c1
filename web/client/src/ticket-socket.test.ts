import { expect, test, vi } from 'vitest';
import type { SocketLike } from './surroundings.ts';
import { TicketSocket } from './ticket-socket.ts';

function aSocket(): SocketLike {
  return { onmessage: null, onclose: null, onerror: null, send: vi.fn(), close: vi.fn() };
}

test('opens with the ticket it was given, and passes everything on', async () => {
  const real = aSocket();
  const open = vi.fn(() => real);
  const socket = new TicketSocket(async () => 'abc', open);
  const heard = vi.fn();
  socket.onmessage = heard;
  await vi.waitFor(() => expect(open).toHaveBeenCalledWith('abc'));
  real.onmessage?.({ data: 'hello' });
  expect(heard).toHaveBeenCalledWith({ data: 'hello' });
  socket.send('ping');
  expect(real.send).toHaveBeenCalledWith('ping');
});

test('opens nothing where it was closed before the ticket came', async () => {
  let give = (_: string) => {};
  const open = vi.fn(aSocket);
  const ticket = new Promise<string>((resolve) => {
    give = resolve;
  });
  const socket = new TicketSocket(() => ticket, open);
  socket.close();
  give('abc');
  await ticket;
  expect(open).not.toHaveBeenCalled();
});

test.each([
  [401, 4401],
  [503, 1006],
])('ends with %i as a socket with %i would', async (status, code) => {
  const refused = Object.assign(new Error('no'), { status });
  const socket = new TicketSocket(() => Promise.reject(refused), aSocket);
  const closed = vi.fn();
  socket.onclose = closed;
  await vi.waitFor(() => expect(closed).toHaveBeenCalledWith({ code }));
});
