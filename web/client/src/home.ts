/**
 * The path below which the page was opened, without a slash at its end: nothing at the root of a
 * host, and `/media` for `https://host/media/`, whatever serves in front.
 */
export function homePath(page: string = addressOfPage()): string {
  return URL.canParse('.', page) ? new URL('.', page).pathname.replace(/\/$/, '') : '';
}

/** A link of the service as this page has to follow it; one that is absolute stays as it is. */
export function linkFromHere(link: string, page: string = addressOfPage()): string {
  return link.startsWith('/') ? `${homePath(page)}${link}` : link;
}

/** Where a path of the service lies; `baseUrl` is the page's own home by default. */
export function placeOf(path: string, baseUrl: string | undefined): URL {
  const base = baseUrl ?? `${location.origin}${homePath()}`;
  return new URL(`${base.replace(/\/$/, '')}${path}`);
}

/** Nothing where there is no page, as in Node. */
function addressOfPage(): string {
  return typeof document === 'undefined' ? '' : document.baseURI;
}
