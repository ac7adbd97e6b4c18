/** The longest name, address or group that is kept, in code points. */
const MOST_CODE_POINTS = 200;

/**
 * A line of text as somebody wrote it, made fit for pages, mail headers, logs and files: no control characters, line ends,
 * halves of surrogate pairs or marks that turn the direction of what follows; runs of blanks become one. Letters of every
 * script stay, and so do the joiners that Persian and emoji are written with.
 */
export function plainLine(text: string): string {
  const line = text
    .toWellFormed()
    .normalize('NFC')
    // U+061C, U+200E and F, U+202A to E, U+2066 to 9 set directions ("forged" order of letters); FEFF is a stray byte order mark.
    .replaceAll(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/g, '')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return Array.from(line).slice(0, MOST_CODE_POINTS).join('').trimEnd();
}

/** A mail address without anything that could begin another header or a second address; null where it is none. */
export function plainMailAddress(text: string): string | null {
  const address = text.toWellFormed().trim();
  const [local, domain, ...rest] = address.split('@');
  const fits =
    rest.length === 0 &&
    local !== undefined &&
    local !== '' &&
    domain !== undefined &&
    domain !== '' &&
    address.length <= 254 &&
    // RFC 5321 section 4.1.2, without quoted local parts, which no mailbox of a firm has and many programs get wrong.
    !/[\p{Cc}\p{Cf}\s<>()[\]\\,;:"]/u.test(address);
  return fits ? address : null;
}

/** What user names are compared by: two that look the same in capitals, width or invisible characters are one. */
export function canonicalName(typed: string): string {
  const line = plainLine(typed.slice(0, 1000)).normalize('NFKC').toLowerCase().normalize('NFKC');
  return plainLine(line.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''));
}
