import { wrongUsage } from './start-failure.ts';

/** A Conductor server that requests are passed to. */
export interface Upstream {
  readonly protocol: 'http:' | 'https:';
  readonly hostname: string;
  readonly port: number;
  /** What stands before `/api` on that server: empty, or a path without a slash at its end. */
  readonly basePath: string;
  /** From the user and password in the address, if it had them. */
  readonly authorization: string | undefined;
  /** The address as people know it, without user and password. */
  readonly label: string;
}

/** Reads the value of WF_SERVER: the address of a server, with or without `/api` at its end. */
export function readUpstream(address: string): Upstream {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw wrongUsage(`WF_SERVER must be an address such as http://localhost:8080/api, but is "${address}".`);
  }
  const basePath = url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
  const defaultPort = url.protocol === 'https:' ? 443 : 80;
  return {
    protocol: url.protocol,
    // Node's client wants an IPv6 address without its brackets.
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPort : Number(url.port),
    basePath,
    authorization: url.username === '' ? undefined : basicAuthorization(url),
    label: `${url.origin}${basePath}`,
  };
}

function basicAuthorization({ username, password }: URL): string {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
