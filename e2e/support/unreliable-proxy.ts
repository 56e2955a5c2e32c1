import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const REFUSAL =
  'HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** Stands between a client and the service, and does what networks do: it cuts, refuses and blocks. */
export class UnreliableProxy {
  /** How many connections it has cut so far. */
  cuts = 0;
  /** Like a network that is gone: new connections are cut too. */
  isDown = false;
  /** Like a proxy that knows nothing of WebSockets. */
  blocksUpgrades = false;
  /** After how many bytes from the service the next connection is cut. */
  nextBudget: () => number = () => Number.POSITIVE_INFINITY;
  readonly #server: Server;
  readonly #port: number;
  readonly #clients = new Set<Socket>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
    server.on('connection', (client) => this.#serve(client));
  }

  static async before(origin: string): Promise<UnreliableProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new UnreliableProxy(server, Number(new URL(origin).port));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts everything that stands. */
  cut(): void {
    for (const client of this.#clients) this.#cut(client);
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #serve(client: Socket): void {
    this.#clients.add(client);
    client.on('error', () => {}); // the close that follows is enough
    client.on('close', () => this.#clients.delete(client));
    if (this.isDown) this.#cut(client);
    client.once('data', (head) => {
      if (this.blocksUpgrades && /^upgrade: *websocket/im.test(String(head))) client.end(REFUSAL);
      else this.#forward(client, head);
    });
  }

  #forward(client: Socket, head: Buffer): void {
    const service = connect(this.#port, '127.0.0.1');
    let budget = this.nextBudget();
    service.on('error', () => {});
    service.on('close', () => client.destroy());
    client.on('close', () => service.destroy());
    service.write(head);
    client.pipe(service);
    service.on('data', (part) => {
      const isLast = part.length >= budget;
      client.write(part.subarray(0, budget), () => isLast && this.#cut(client));
      budget = Math.max(0, budget - part.length);
    });
  }

  #cut(client: Socket): void {
    if (!client.destroyed) this.cuts += 1;
    client.destroy();
  }
}
