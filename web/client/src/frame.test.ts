import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isFinal } from './connection-state.ts';
import { type ClientFrame, parseFrame, type ServerFrame } from './frame.ts';

interface Reference {
  readonly $ref: string;
}
interface Operation {
  readonly action: 'send' | 'receive';
  readonly messages: readonly Reference[];
  readonly reply?: { readonly messages: readonly Reference[] };
}
type Payload = string | { readonly type: string };
interface Channel {
  readonly messages: Readonly<Record<string, Reference>>;
  readonly 'x-limits': { readonly messageBytes: number };
  readonly 'x-close-codes': Readonly<Record<string, { readonly comeBack: boolean }>>;
}
interface Document {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly components: {
    readonly messages: Readonly<
      Record<string, { readonly examples: readonly { readonly payload: Payload }[] }>
    >;
  };
}

const source = new URL('../../../api/asyncapi.yaml', import.meta.url);
const { channels, operations, components }: Document = parse(readFileSync(source, 'utf8'));

const examplesOf = (reference: Reference): Payload[] => {
  const [, , channel = '', , message = ''] = reference.$ref.split('/');
  const name = channels[channel]?.messages[message]?.$ref.split('/').at(-1) ?? '';
  return components.messages[name]?.examples.map(({ payload }) => payload) ?? [];
};
const typesOf = (payloads: readonly Payload[]) =>
  [...new Set(payloads.map((each) => (typeof each === 'string' ? each : each.type)))].sort();
const all = Object.values(operations);
const fromServer = all
  .flatMap(({ action, messages, reply }) =>
    action === 'send' ? messages : (reply?.messages ?? []),
  )
  .flatMap(examplesOf);
const fromClient = all
  .flatMap(({ action, messages }) => (action === 'receive' ? messages : []))
  .flatMap(examplesOf);

/** What asks for nothing: that it came at all is a sign of life. */
const UNHEARD = ['pong', 'subscribed'];
const HEARD: Readonly<Record<ServerFrame['type'], true>> = {
  hello: true,
  status: true,
  removed: true,
  queue: true,
  bye: true,
  error: true,
};
const SAID: Readonly<Record<ClientFrame['type'] | 'ping', true>> = {
  subscribe: true,
  unsubscribe: true,
  ping: true,
};

describe('the document of the sockets', () => {
  test('names the frames that are heard and said here', () => {
    expect(typesOf(fromServer)).toEqual([...Object.keys(HEARD), ...UNHEARD].sort());
    expect(typesOf(fromClient)).toEqual(Object.keys(SAID).sort());
  });

  test.each(fromServer)('has examples that are read: $type', (payload) => {
    const ignored = typeof payload !== 'string' && UNHEARD.includes(payload.type);
    expect(parseFrame(JSON.stringify(payload))).toEqual(ignored ? null : payload);
  });

  test('says after which close codes to come back', () => {
    for (const channel of Object.values(channels)) {
      for (const [code, { comeBack }] of Object.entries(channel['x-close-codes'])) {
        expect(isFinal(Number(code)), code).toBe(!comeBack);
      }
    }
  });
});
