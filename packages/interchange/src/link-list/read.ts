import { cleanName, OtpError, readPasted } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { ready } from '../backup.ts';
import type { Backup, TransferPart } from '../backup.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { isMigrationLink } from '../google/format.ts';
import { readMigrationLink } from '../google/read.ts';
import { field, parseJson } from '../json.ts';
import { InterchangeError } from '../errors.ts';
import { limits } from '../limits.ts';

const anyLink = /^\s*(?:(?:apple-)?otpauth(?:-migration)?|steam|motp):/i;
const anyLinkInText = /^\s*(?:(?:apple-)?otpauth(?:-migration)?|steam|motp):/im;

/**
 * Text with an otpauth link a line, as Aegis, Ente Auth, WinAuth and others write it, and Google's transfer links. A text
 * with one link in it is read as a paste is.
 */
export function readLinkList({ text }: FileContent): Backup | null {
  if (text === null || !anyLinkInText.test(text)) {
    return text === null ? null : readProse(text);
  }
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > limits.entries * 4) {
    throw new InterchangeError(
      'too-many-entries',
      `This list has ${lines.length} lines. Export a part of the accounts at a time.`,
    );
  }
  if (
    lines.filter((line) => anyLink.test(line)).length === 1 &&
    !isMigrationLink(lines.find((line) => anyLink.test(line)) ?? '')
  ) {
    const single = readProse(text);
    if (single !== null) {
      return single;
    }
  }
  const entries: ImportEntry[] = [];
  const parts: TransferPart[] = [];
  lines.forEach((line, index) => {
    const where = `line ${index + 1}`;
    if (line.trim() === '') {
      return;
    }
    if (isMigrationLink(line)) {
      const transfer = readMigrationLink(line, where);
      entries.push(...transfer.entries);
      parts.push(...transfer.parts);
    } else {
      entries.push(readLine(line, where));
    }
  });
  return ready(parts.length > 0 ? 'Google Authenticator' : 'otpauth list', entries, parts);
}

function readProse(text: string): Backup | null {
  if (text.length > 262_144 || !/otpauth|steam:\/\//i.test(text)) {
    return null;
  }
  try {
    const { account, warnings } = readPasted(text);
    return ready('otpauth list', [
      { verdict: 'imported', where: 'line 1', account, warnings, wasTrashed: isTrashed(account) },
    ]);
  } catch (error) {
    if (error instanceof OtpError) {
      return null;
    }
    throw error;
  }
}

function readLine(line: string, where: string): ImportEntry {
  return readEntry(where, { issuer: issuerIn(line), accountName: '' }, () => {
    if (!anyLink.test(line)) {
      throw new EntryRefusal('not-an-otp-code', 'This line is no link to a code. A list has one otpauth link a line.');
    }
    const { account, warnings } = readPasted(line);
    return { account, warnings, wasTrashed: isTrashed(account) };
  });
}

/** The issuer of a link that could not be read, so that a person finds it. */
function issuerIn(line: string): string {
  const raw = /[?&]issuer=([^&]{0,200})/i.exec(line)?.[1] ?? '';
  try {
    return cleanName(decodeURIComponent(raw.replaceAll('+', ' ')));
  } catch {
    return cleanName(raw);
  }
}

/** Ente Auth keeps what it shows in a parameter of its own, and exports its bin with the rest. */
function isTrashed(account: OtpAccount): boolean {
  const display = account.unknownParameters.find(([name]) => name === 'codeDisplay')?.[1];
  return display !== undefined && field(parseJson(display), 'trashed') === true;
}
