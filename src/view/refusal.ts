import type { IncomingMessage } from 'node:http';

/** Why a request is not answered, in a line. */
export interface Refusal {
  readonly status: 400 | 403 | 405;
  readonly message: string;
}

/**
 * Lets in who reads on this machine, and nobody who was sent. A name that was made to point here (DNS rebinding)
 * shows in `Host`; a page of another site, or of another server on this machine, in `Origin` and `Sec-Fetch-Site`.
 *
 * @returns null where there is nothing to refuse.
 */
export function refusalOf({ method, url = '', headers }: IncomingMessage, port: number): Refusal | null {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) =>
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );
  const { host, origin } = headers;
  const site = headers['sec-fetch-site'];
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return { status: 403, message: `only http://127.0.0.1:${port} is served here, under no other name` };
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return { status: 403, message: 'pages of other sites are told nothing' };
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, message: 'links of other sites lead nowhere here: type the address' };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, message: 'there is nothing to change here: GET or HEAD' };
  }
  if (!url.startsWith('/')) return { status: 400, message: 'this is no proxy' };
  return null;
}
