import { databasePlace } from './database-place.ts';
import { plainLine, plainMailAddress } from '../accounts/plain-text.ts';
import { readNetwork } from '../limits/ip-address.ts';

/* Each answers null for what cannot be used. */

/** An origin: OpenID Connect allows a path in an issuer, our cookies and links do not. */
export function parseOrigin(text: string): string | null {
  const url = parseHttpUrl(text);
  return url !== null && new URL(url).origin === url.replace(/\/$/, '') ? new URL(url).origin : null;
}

/** Any address of http or https without a user or a fragment. */
export function parseHttpUrl(text: string): string | null {
  if (!URL.canParse(text)) {
    return null;
  }
  const { protocol, username, password, hash } = new URL(text);
  const fits = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hash === '';
  return fits ? text : null;
}

export function parseListen(text: string): { readonly host: string; readonly port: number } | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host !== undefined && port <= 65_535 ? { host, port } : null;
}

export function parseDatabase(text: string): string | null {
  return databasePlace(text).kind === 'unknown' ? null : text;
}

export function parseSmtpUrl(text: string): string | null {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '' ? text : null;
}

/** "Sign-in <sign-in@example.org>" or the address alone. */
export function parseSender(text: string): string | null {
  const match = /^([^<>]*)<([^<>]+)>$/.exec(text);
  const address = plainMailAddress(match?.[2] ?? text);
  return address !== null && plainLine(text) === text ? text : null;
}

export function parseNetworks(text: string): readonly string[] | null {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries.every((entry) => readNetwork(entry) !== null) ? entries : null;
}

export function parsePlainLine(text: string): string | null {
  return plainLine(text) === text ? text : null;
}

/** Letters, figures and the signs of host names: it stands in the audit log's hash chain. */
export function parseNodeName(text: string): string | null {
  return /^[\w.-]{1,64}$/.test(text) ? text : null;
}

export function parseMetricsToken(text: string): string | null {
  return /^[\x21-\x7E]{16,}$/.test(text) ? text : null;
}

export function parseWholeNumber(least: number, most: number): (text: string) => number | null {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : null;
  };
}
