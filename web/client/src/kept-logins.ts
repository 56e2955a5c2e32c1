import type { Jar, NewJar } from './generated/schemas.ts';
import { type Call, read } from './requests.ts';

/** The calls on logins that are kept for sites; what is in them never comes back. */
export function keptLogins(call: Call) {
  const one = (name: string) => `/api/cookies/${encodeURIComponent(name)}`;
  return {
    list: async () => (await read<{ jars: Jar[] }>(call('GET', '/api/cookies'))).jars,
    /** In place of the one that has the name. */
    put: (name: string, login: NewJar) => read<Jar>(call('PUT', one(name), { body: login })),
    async remove(name: string): Promise<void> {
      await call('DELETE', one(name));
    },
    /** Shows it to its site now, which takes seconds; the link should be one that asks for it. */
    test: (name: string, url: string) =>
      read<Jar>(call('POST', `${one(name)}/test`, { body: { url } })),
  };
}
