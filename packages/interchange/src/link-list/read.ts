import { findLinks, namesOfLink, OtpError, readPastedOrPinless } from '@halfminute/otp';
import type { FoundLink } from '@halfminute/otp';
import { ready } from '../backup.ts';
import type { Backup, ReadyBackup, TransferPart } from '../backup.ts';
import { namesOfLabel } from '../code-list/labels.ts';
import { codesIn } from '../code-list/long-codes.ts';
import { unreadableCode } from '../code-list/unreadable.ts';
import { isOfEnte, readDisplay, withoutDisplay } from '../ente/display.ts';
import { enteProgram } from '../ente/format.ts';
import { asShown } from '../ente/shown.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { isMigrationLink } from '../google/format.ts';
import { readMigrationLink } from '../google/read.ts';
import { beginsAsJson } from '../json.ts';
import { limits } from '../limits.ts';
import { linesOf } from '../lines.ts';
import { doubtCutEnd } from './cut-end.ts';

/** "steam:" alone may be a heading. */
const anyLink = /^\s*(?:(?:apple-)?otpauth(?:-migration)?:|(?:steam|motp):[\\/])/i;
const anyLinkInText = new RegExp(anyLink, 'im');

/**
 * Text with otpauth links, as Aegis, Ente Auth, WinAuth and others write it a line each, and Google's transfer links; and
 * wherever else they stand: in a sentence, a table, a page, or one behind the other with nothing between them.
 */
export function readLinkList({ text }: FileContent): Backup | null {
  // JSON that is whole was read by now, and of what is left of one nobody can say what is missing.
  if (text === null || beginsAsJson(text)) {
    return null;
  }
  // Quoted-printable breaks long lines by a "=" at their end (RFC 2045 section 6.7); other texts do not say "=3D".
  const unbroken = /=3D/i.test(text) ? text.replaceAll(/=\r?\n/g, '') : text;
  const links = findLinks(unbroken, { most: limits.entries + 1 });
  requireFewEntries(links.length);
  if (links.length > 0) {
    const { placed, otherLines } = entriesAround(unbroken, links);
    const list = readPlaced(placed, 'otpauth list');
    const lines = placed.map(({ line }) => line);
    return { ...list, entries: doubtCutEnd(text, lines, list.entries), ...(otherLines > 0 && { otherLines }) };
  }
  return anyLinkInText.test(text) ? readLinkLines(text, 'otpauth list') : readProse(text);
}

interface Placed {
  readonly where: string;
  readonly line: string;
}

interface Around {
  readonly placed: readonly Placed[];
  /** Lines with words that are neither. */
  readonly otherLines: number;
}

/** The links, and the lines beside them that may have been meant as an entry: of a list with a link a line all others, of a text hardly any. */
function entriesAround(text: string, links: readonly FoundLink[]): Around {
  const lines = linesWithPlaces(text);
  const placed: Placed[] = [];
  let otherLines = 0;
  let at = 0;
  // Where more lines are something else, it is a text and no list.
  const isMostlyLinks = lines.filter(({ line }) => line.trim() !== '').length < links.length * 2;
  const isList = links.length > 1 && isMostlyLinks && everyLineHasOne(text, links);
  const codes = links
    .filter(({ link }) => link.length < longestLinkWithCode)
    .map(({ link }) => link.toUpperCase())
    .join('\n');
  for (const { where, line, start } of lines) {
    const isPartOfLink = at > 0 && start < (links[at - 1]?.end ?? 0);
    const before = placed.length;
    for (let link = links[at]; link !== undefined && link.start <= start + line.length; link = links[at]) {
      placed.push({ where, line: link.link });
      at += 1;
    }
    if (placed.length > before || isPartOfLink) {
      continue;
    }
    if (isList || looksLikeEntry(line, codes)) {
      placed.push({ where, line });
    } else {
      otherLines += /[\p{L}\p{N}]/u.test(line) ? 1 : 0;
    }
  }
  return { placed, otherLines: markup.test(text) ? 0 : otherLines };
}

/** Nobody counts the lines of a page's source. */
const markup = /<[a-z!/?]/i;

/** A transfer has no long code to be typed. */
const longestLinkWithCode = 4_000;

/** Whether each link begins its line and ends it. */
function everyLineHasOne(text: string, links: readonly FoundLink[]): boolean {
  return links.every(
    ({ start, end }) =>
      /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(start - 20, 0), start)) &&
      /^[\s,;]*?(?:[\r\n]|$)/.test(text.slice(end, end + 20)),
  );
}

function linesWithPlaces(text: string): readonly (Placed & { readonly start: number })[] {
  let start = 0;
  return linesOf(text).map((line, index) => {
    const place = { where: `line ${index + 1}`, line, start };
    start += line.length + (text.startsWith('\r\n', start + line.length) ? 2 : 1);
    return place;
  });
}

/** Throws 'too-many-entries' before each of them is an object. */
export function requireFewEntries(count: number): void {
  if (count > limits.entries) {
    throw new InterchangeError(
      'too-many-entries',
      `This list has more than ${limits.entries} entries. Export a part of the accounts at a time.`,
    );
  }
}

/** A link a line, each with its verdict; what is no link is one, too. */
export function readLinkLines(text: string, program: string): ReadyBackup {
  return readPlaced(
    linesOf(text).map((line, index) => ({ where: `line ${index + 1}`, line })),
    program,
  );
}

function readPlaced(lines: readonly Placed[], program: string): ReadyBackup {
  const entries: ImportEntry[] = [];
  const parts: TransferPart[] = [];
  lines.forEach(({ where, line }) => {
    if (line.trim() === '') {
      return;
    }
    if (isMigrationLink(line)) {
      const transfer = readMigrationLink(line, where);
      entries.push(...transfer.entries);
      parts.push(...transfer.parts);
    } else {
      entries.push(readLine(line, { where, program }));
    }
    requireFewEntries(entries.length);
  });
  return ready(parts.length > 0 ? 'Google Authenticator' : program, entries, parts);
}

/**
 * Whether a line beside links, which are given in capitals, may have been meant as an entry: then each line gets its verdict. The lines of a mail
 * do not, nor its web address, nor the long code of the same link.
 */
function looksLikeEntry(line: string, links: string): boolean {
  const scheme = /^\s{0,20}([a-z][a-z0-9+.-]{0,30}):\/\//i.exec(line)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    // The address of a picture of a code is one that was meant, too.
    return !['http', 'https', 'ftp'].includes(scheme) || /otpauth/i.test(line);
  }
  const longCode = /(?<![\w%+/-])[A-Z2-7]{16,1000}=*(?![\w%+/-])/.exec(line.slice(0, 10_000))?.[0] ?? groupedCode(line);
  return longCode === undefined
    ? unreadableCode(line) !== undefined && !/:\/\//.test(line)
    : !links.includes(longCode.replace(/=+$/, ''));
}

/** A long code that fills its line in small letters or in groups of four, as services show it; a sentence has neither figures nor such groups. */
function groupedCode(line: string): string | undefined {
  const whole = line.trim();
  const isCode = /^[a-z2-7]{16,1000}=*$/i.test(whole)
    ? /[2-7]/.test(whole)
    : /^(?:[a-z2-7]{4}[ -]){3,250}[a-z2-7]{1,4}=*$/i.test(whole);
  return isCode ? whole.replaceAll(/[ -]/g, '').toUpperCase() : undefined;
}

function readProse(text: string): Backup | null {
  if (text.length > 262_144 || !/otpauth|(?:steam|motp):\/\//i.test(text)) {
    return null;
  }
  try {
    const { account, warnings } = readPastedOrPinless(text);
    return ready('otpauth list', [
      readEntry('line 1', account, () => ({ account: withoutDisplay(account), warnings, ...readDisplay(account) })),
    ]);
  } catch (error) {
    if (error instanceof OtpError) {
      return null;
    }
    throw error;
  }
}

function readLine(line: string, { where, program }: { readonly where: string; readonly program: string }): ImportEntry {
  const isLink = anyLink.test(line) || findLinks(line, { most: 1 }).length > 0;
  return readEntry(where, isLink ? namesOfLink(line) : namesBesideCode(line), () => {
    if (!isLink) {
      throw new EntryRefusal('not-an-otp-code', 'This line is no link to a code. A list has one otpauth link a line.');
    }
    const read = readPastedOrPinless(line);
    const { account, warnings } = program === enteProgram || isOfEnte(read.account) ? asShown(read) : read;
    return { account: withoutDisplay(account), warnings, ...readDisplay(account) };
  });
}

/** What a line says beside a long code in it, so that a person finds it. */
function namesBesideCode(line: string): EntryNames {
  const [code, ...others] = codesIn(line);
  const label = code === undefined ? unreadableCode(line)?.label : others.length === 0 ? code.label : undefined;
  return namesOfLabel(label ?? '');
}
