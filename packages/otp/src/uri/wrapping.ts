import { trimInvisible, withoutBreakMarks } from '../invisible.ts';
import { decodePercent } from './percent.ts';

/** How often a link may have been encoded as a whole; beyond this it is a game. */
const mostLayers = 3;

export interface Unwrapped {
  readonly link: string;
  readonly mailEncoded: boolean;
}

/**
 * Takes off what was put around a link on its way: percent-encoding of the whole, the escapes of JSON, of a shell and of
 * HTML, and a mail's quoted-printable. Each is undone only where a link cannot be meant as it stands.
 */
export function unwrapLink(text: string): Unwrapped {
  let link = withoutEscapes(trimInvisible(withoutBreakMarks(text)));
  for (let layer = 0; layer < mostLayers && encodedWhole(link); layer++) {
    link = decodePercent(link);
  }
  link = withoutEscapes(link);
  for (let layer = 0; layer < mostLayers && encodedQuery.test(link); layer++) {
    link = withDecodedQuery(link);
  }
  return mailEncoded(link) ? { link: withoutMailEncoding(link), mailEncoded: true } : { link, mailEncoded: false };
}

/** "otpauth%3A%2F%2F", or "otpauth://totp/A%3Fsecret%3D", which has no "?" of its own. */
function encodedWhole(link: string): boolean {
  return /^[a-z-]*otpauth(?:-migration)?%/i.test(link) || (!link.includes('?') && /%(?:25)*3f/i.test(link));
}

/** "?secret=JBSW%26issuer%3DA" and "?secret%3DJBSW": only the parameters were encoded, as one. No secret has an "&". */
const encodedQuery = /\?secret%(?:25)*3d|[?&]secret=[a-z2-7=-]+%(?:25)*26[a-z_]+(?:=|%(?:25)*3d)/i;

function withDecodedQuery(link: string): string {
  const query = link.search(encodedQuery) + 1;
  return link.slice(0, query) + decodePercent(link.slice(query));
}

function withoutEscapes(link: string): string {
  let bare = link;
  if (/\\(?:\/|[?&=]|u0026)/.test(bare)) {
    // JSON writes "\/" and "\u0026"; a shell that quotes what is pasted writes "\?", "\=" and "\&".
    bare = bare
      .replaceAll(/\\u00(26|3d|3c|3e|27)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replaceAll(/\\([^\sA-Za-z0-9])/g, '$1');
  }
  // As often as it was escaped: "&amp;amp;" has been through two programs.
  for (let layer = 0; layer < mostLayers && /&(?:amp|#0*38|#x0*26);\s{0,9}[\w#]+\s{0,9}[=;]/i.test(bare); layer++) {
    bare = bare.replaceAll(/&(?:amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-f]{1,5});/gi, unescapeHtml);
  }
  return bare;
}

const htmlNames: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescapeHtml(reference: string): string {
  const name = reference.slice(1, -1).toLowerCase();
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return htmlNames.get(name) ?? String.fromCodePoint(code);
}

/** Characters of the keys that services issue: 10, 16, 20, 32, 35, 40 and 64 bytes. */
const usualLengths: ReadonlySet<number> = new Set([16, 26, 32, 52, 56, 64, 103]);

/**
 * Quoted-printable (RFC 2045 section 6.7) writes "=" as "=3D", and "3D" is good base32: the key would decode, and every
 * code be wrong. It is certain where every one of several values begins with "3D". One secret alone is taken to be so
 * where that makes an unusual length a usual one.
 */
function mailEncoded(link: string): boolean {
  const values = [...link.matchAll(/[?&][a-z_]+=([^&]*)/gi)]
    .map((match) => match[1] ?? '')
    .filter((value) => value !== '');
  const [first, ...others] = values;
  if (first === undefined || !values.every((value) => /^3d/i.test(value))) {
    return false;
  }
  const length = first.replaceAll(/=3D|=/gi, '').length;
  return others.length > 0 || (usualLengths.has(length - 2) && !usualLengths.has(length));
}

function withoutMailEncoding(link: string): string {
  // The bytes of "=C3=BC" are those of "%C3%BC"; what was percent-encoded before stays so.
  return link.replaceAll(/=([0-9a-f]{2})/gi, (_, code: string) => (code.toUpperCase() === '3D' ? '=' : `%${code}`));
}
