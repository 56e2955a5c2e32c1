const LONGEST = 8_192;
const LINK = /https?:\/\/[^\s<>"]+/gi;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const NO_HOST = /^https?:\/*$/i;
const BARE = /^(www\.)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?([/?#]\S*)?$/i;

/** A piece of pasted text: a link to fetch, or a line with what is wrong with it. */
export type Piece = { readonly url: string } | { readonly line: string; readonly problem: string };

/** Finds the links in pasted or dropped text, each once; lines without one are kept with a reason. */
export function splitLinks(text: string): Piece[] {
  const pieces = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap(piecesOf);
  const known = new Set<string>();
  return pieces.filter((piece) => {
    const key = 'url' in piece ? piece.url : piece.line;
    return !known.has(key) && known.add(key);
  });
}

function piecesOf(line: string): Piece[] {
  const links = line.match(LINK);
  if (links) return links.map((link) => judged(withoutTail(link)));
  if (BARE.test(line)) return [judged(`https://${line}`)];
  if (NO_HOST.test(line)) return [{ line, problem: `The host is missing after ${line}` }];
  return [{ line, problem: SCHEME.test(line) ? 'Only http and https links work.' : NOT_A_LINK }];
}

const NOT_A_LINK = 'This is not a link. One looks like https://example.com/video.';

function judged(link: string): Piece {
  if (!URL.canParse(link)) return { line: link, problem: NOT_A_LINK };
  const { username, password } = new URL(link);
  if (username || password) {
    return { line: link, problem: 'Leave the user name and password out of the link.' };
  }
  if (link.length > LONGEST) return { line: link, problem: 'This link is too long.' };
  return { url: link };
}

/** The link without the punctuation of the sentence around it; closing brackets stay where they opened. */
function withoutTail(link: string): string {
  const bare = link.replace(/[.,;:!?'»”’]+$/, '');
  const isStray = bare.endsWith(')') && !bare.includes('(');
  return isStray ? withoutTail(bare.slice(0, -1)) : bare;
}
