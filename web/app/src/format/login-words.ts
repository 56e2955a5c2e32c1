import type { Jar } from '@fetchlight/client';

/** How a kept login stands, in a sentence. */
export function stateOf({ state, sentence, expiresAt, seenAt }: Jar): string {
  if (state === 'refused') return `Refused: ${sentence ?? 'the site did not take it.'}`;
  if (state === 'old') return 'Old: all of its cookies are over. Hand it in anew.';
  const until = expiresAt ? `, until ${dayOf(expiresAt)}` : '';
  return `Fresh${until}${seenAt ? `; worked on ${dayOf(seenAt)}` : '; not used yet'}.`;
}

const dayOf = (time: string) => time.slice(0, 10);

/** The host that is meant by what was typed or pasted. */
export function hostOf(typed: string): string {
  const host = typed.trim().replace(/^[a-z]+:\/\//i, '');
  return (host.split(/[/?#]/, 1)[0] ?? '').replace(/^www\.|:\d+$/gi, '').toLowerCase();
}

/** The lines of a cookies.txt that are of a site: the rest of a browser's needs not leave it. */
export function cookiesOf(text: string, site: string): string {
  const host = hostOf(site);
  const lines = text.split(/\r?\n/).filter((line) => isOf(line, host));
  return lines.length === 0 ? text : `${lines.join('\n')}\n`;
}

function isOf(line: string, host: string): boolean {
  const domain = line.replace(/^#HttpOnly_/, '').split(/\s/, 1)[0] ?? '';
  const name = domain.replace(/^\./, '').toLowerCase();
  const isBelow = name === host || name.endsWith(`.${host}`);
  return isBelow || (domain.startsWith('.') && host.endsWith(`.${name}`));
}

/** A name for a login of a site, as far as a host can be one. */
export function nameOf(site: string): string {
  return hostOf(site)
    .replace(/[^a-z0-9._-]/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 64);
}
