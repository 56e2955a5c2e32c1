import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { DownloadSocket } from './download-socket.ts';
import { browserSurroundings, type SocketLike, type Surroundings } from './surroundings.ts';
import { aStatus } from './testing/downloads.ts';

/** The client against a server on a real wire; only waits are cut short. */
let server: WebSocketServer;
let socket: DownloadSocket;

const world: Surroundings = {
  ...browserSurroundings,
  openSocket: (url) => new WebSocket(url) as unknown as SocketLike,
  random: () => 0,
};
const visitor = async (): Promise<WebSocket> => (await once(server, 'connection'))[0];
const say = (to: WebSocket, frame: object) => to.send(JSON.stringify(frame));
const greetAndClose = (to: WebSocket, code: number) => {
  say(to, aStatus());
  to.close(code);
};
const snapshot = () => socket.getSnapshot();

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  socket = new DownloadSocket(`http://127.0.0.1:${port}`, '1', world);
});
afterEach(() => {
  socket.close();
  server.close();
});

test('watches a download to its end over a broken connection', async () => {
  const first = visitor();
  socket.subscribe(() => {});
  say(await first, aStatus({ version: 1, progress: 30 }));
  await vi.waitFor(() => expect(snapshot().seen?.download.progress).toBe(30));

  const second = visitor();
  (await first).terminate();
  const connection = await second;
  say(connection, aStatus({ version: 1, progress: 30 }));
  say(connection, aStatus({ version: 2, progress: 100, status: 'completed', stage: null }));
  connection.close(1000);
  await vi.waitFor(() => expect(snapshot().connection).toEqual({ phase: 'closed' }));
  expect(snapshot().seen?.download.status).toBe('completed');
});

test('comes back when the server goes away with 1001', async () => {
  const first = visitor();
  socket.subscribe(() => {});
  const second = visitor();
  greetAndClose(await first, 1001);
  const third = second.then(() => visitor());
  greetAndClose(await second, 1013);
  await third;
});
