import { findLinks } from '@halfminute/otp';
import { InterchangeError, readBackup } from '@halfminute/interchange';
import type { Backup, LockedBackup, ReadyBackup } from '@halfminute/interchange';
import type { FoundCode } from '../platform-pictures.ts';
import { recognisePicture } from '@halfminute/qr';
import { isVaultFile } from '@halfminute/vault';
import type { Platform } from '../platform.ts';
import type { FoundImport, ImportReading, LockedImport, NamedBytes, Offered, RefusedFile } from './import-acts.ts';

/** What has become of one file so far. */
type FilePart =
  | {
      readonly state: 'ready';
      readonly name: string;
      readonly backup: ReadyBackup;
      /** Where it may be one link by itself: that link, with whatever text is around it. */
      readonly text?: string;
    }
  | {
      readonly state: 'locked';
      readonly name: string;
      readonly backup: LockedBackup | (ReadyBackup & Required<Pick<ReadyBackup, 'unlock'>>);
    }
  | { readonly state: 'refused'; readonly refused: RefusedFile };

/** What the files held together; `accept` and the verdicts are the caller's. */
export interface ReadTogether {
  readonly backups: readonly ReadyBackup[];
  readonly fileNames: readonly string[];
  readonly refused: readonly RefusedFile[];
}

export interface ReadingNeeds {
  readonly platform: Pick<Platform, 'pictures' | 'deriveKey'>;
  found(together: ReadTogether): FoundImport;
}

/** Recognises what was offered by its content, each file by itself: one that cannot be read costs no other. */
export async function readOffered(offered: Offered, need: ReadingNeeds): Promise<ImportReading> {
  if ('text' in offered) {
    return readText(offered.text, need);
  }
  const [only, ...others] = offered;
  if (only !== undefined && others.length === 0 && isVaultFile(only.bytes)) {
    return { outcome: 'vault-file', file: only };
  }
  const parts: FilePart[] = [];
  for (const file of offered) {
    // oxlint-disable-next-line no-await-in-loop -- one file after the other, since each may fill much memory
    parts.push(await readFile(file, { ...need, beside: offered.filter((other) => other !== file) }));
  }
  return singleOf(parts) ?? goOn(parts, need);
}

/** Several links, a transfer, or the content of a backup; anything else is one code or link, or is meant to be. */
async function readText(text: string, need: ReadingNeeds): Promise<ImportReading> {
  if (!looksLikeMany(text)) {
    return { outcome: 'single', text };
  }
  const name = '';
  const part = await readFile({ name, bytes: new TextEncoder().encode(text) }, { ...need, beside: [] });
  return part.state === 'refused' && part.refused.reason === 'not-recognised'
    ? { outcome: 'single', text }
    : goOn([part], need);
}

const aLink = /^\s*(?:(?:apple-)?otpauth(?:-migration)?|steam|motp):/gimu;

function looksLikeMany(text: string): boolean {
  return (
    /^\s*[{[<]/u.test(text) ||
    /^\s*otpauth-migration:/imu.test(text) ||
    (text.match(aLink)?.length ?? 0) > 1 ||
    new Set(findLinks(text, { most: 50 }).map(({ link }) => link)).size > 1
  );
}

/** A text file, or a picture, with one link and nothing else goes to the Add form as a paste would. */
function singleOf(parts: readonly FilePart[]): ImportReading | null {
  const [part, ...others] = parts;
  if (part?.state !== 'ready' || part.text === undefined || others.length > 0) {
    return null;
  }
  const [entry, ...further] = part.backup.entries;
  const isOne = further.length === 0 && entry?.verdict === 'imported' && !entry.wasTrashed;
  return isOne && !looksLikeMany(part.text) ? { outcome: 'single', text: part.text.trim() } : null;
}

const LINK_LIST = 'otpauth list';
const CODE_LIST = 'list of codes';

function goOn(parts: readonly FilePart[], need: ReadingNeeds): ImportReading {
  const place = parts.findIndex(({ state }) => state === 'locked');
  const locked = parts[place];
  if (locked?.state === 'locked') {
    return lockedImport(locked, {
      need,
      instead: (part) => goOn(parts.with(place, part), need),
    });
  }
  const refused = parts.flatMap((part) => (part.state === 'refused' ? [part.refused] : []));
  const readable = parts.flatMap((part) => (part.state === 'ready' ? [part] : []));
  if (readable.length === 0) {
    return { outcome: 'refused', refused };
  }
  const backups = readable.map(({ backup }) => backup);
  return { outcome: 'found', found: need.found({ backups, fileNames: readable.map(({ name }) => name), refused }) };
}

function lockedImport(
  { name, backup }: FilePart & { readonly state: 'locked' },
  { need, instead }: { readonly need: ReadingNeeds; instead(part: FilePart): ImportReading },
): LockedImport {
  return {
    outcome: 'needs-password',
    program: backup.program,
    fileName: name,
    isGuess: backup.outcome === 'needs-password' && backup.isGuess === true,
    isPartlyReadable: backup.outcome === 'ready',
    async unlock(password, { agreedMemoryKiB = 0 } = {}) {
      try {
        const unlocked = await backup.unlock({ password, argon2: need.platform.deriveKey, agreedMemoryKiB });
        return unlocked.outcome === 'ready' ? instead({ state: 'ready', name, backup: unlocked }) : unlocked;
      } catch (error) {
        return instead({ state: 'refused', refused: refusedBy(name, error) });
      }
    },
    skip: () =>
      instead(
        backup.outcome === 'ready'
          ? { state: 'ready', name, backup }
          : {
              state: 'refused',
              refused: { name, reason: 'password-not-given', message: 'Its password was not given.' },
            },
      ),
  };
}

/** `beside`: what was offered with it, since some programs part what belongs together. */
async function readFile(
  file: NamedBytes,
  need: ReadingNeeds & { readonly beside: readonly NamedBytes[] },
): Promise<FilePart> {
  const { name, bytes } = file;
  if (isVaultFile(bytes)) {
    const message = 'This is a vault file or backup of Halfminute itself. Open it alone.';
    return { state: 'refused', refused: { name, reason: 'own-file-among-others', message } };
  }
  try {
    if (recognisePicture(bytes) !== null) {
      return await readPicture(file, need);
    }
    const readPictureInside = (picture: Uint8Array): Promise<ReadyBackup> => readPictureInArchive(picture, need);
    const beside = need.beside.map((other) => other.bytes);
    return partOf(file, await readBackup(bytes, { beside, readPicture: readPictureInside }));
  } catch (error) {
    return { state: 'refused', refused: refusedBy(name, error) };
  }
}

function partOf({ name, bytes }: NamedBytes, backup: Backup): FilePart {
  if (backup.outcome === 'needs-password') {
    return { state: 'locked', name, backup };
  }
  const { unlock } = backup;
  if (unlock !== undefined) {
    return { state: 'locked', name, backup: { ...backup, unlock } };
  }
  const isList = backup.program === LINK_LIST || backup.program === CODE_LIST;
  return { state: 'ready', name, backup, ...(isList && { text: new TextDecoder().decode(bytes) }) };
}

async function readPicture({ name, bytes }: NamedBytes, { platform }: ReadingNeeds): Promise<FilePart> {
  const refuse = (reason: RefusedFile['reason'], message: string): FilePart => ({
    state: 'refused',
    refused: { name, reason, message },
  });
  if (platform.pictures === undefined) {
    return refuse('pictures-unsupported', 'Pictures cannot be read here. Use the long code instead.');
  }
  const reading = await platform.pictures.readFile(bytes);
  if (reading.outcome !== 'read') {
    return reading.outcome === 'too-large'
      ? refuse('too-large', 'This picture is larger than can be read. Cut out the QR code and try again.')
      : refuse('damaged', 'This picture is damaged, or of a kind that cannot be read here.');
  }
  return (
    (await partOfCodes(name, reading.codes)) ??
    refuse(
      'no-code-in-picture',
      reading.codes.length === 0
        ? 'There is no QR code in this picture.'
        : 'The QR code in this picture is none for an authenticator.',
    )
  );
}

/** One that cannot be read is an entry of its archive, and costs nothing else in it. */
async function readPictureInArchive(bytes: Uint8Array, need: ReadingNeeds): Promise<ReadyBackup> {
  const part = await readPicture({ name: '', bytes }, need);
  if (part.state !== 'ready') {
    throw new InterchangeError('unsupported-file', part.state === 'refused' ? part.refused.message : '');
  }
  return part.backup;
}

/** What QR codes hold together; null where none of them is for an authenticator. */
async function partOfCodes(
  name: string,
  codes: readonly FoundCode[],
): Promise<(FilePart & { readonly state: 'ready' }) | null> {
  // The address of a page is no account that could be lost.
  const texts = codes
    .map(({ text }) => text.replaceAll(/[\r\n]+/gu, ' '))
    .filter((text) => new RegExp(aLink.source, 'iu').test(text));
  if (texts.length === 0) {
    return null;
  }
  const backup = await readBackup(new TextEncoder().encode(texts.join('\n')));
  if (backup.outcome !== 'ready') {
    return null;
  }
  const program = backup.program === LINK_LIST ? 'QR codes' : backup.program;
  const entries = backup.entries.map((entry) => ({ ...entry, where: entry.where.replace(/^line/u, 'QR code') }));
  const [text, ...further] = texts;
  return {
    state: 'ready',
    name,
    backup: { ...backup, program, entries },
    ...(text !== undefined && further.length === 0 && { text }),
  };
}

export interface SeenCodes {
  /** Of a transfer in several QR codes, how many were seen; null where none is missing. */
  readonly missing: { readonly seen: number; readonly of: number } | null;
  /** As those of a dropped picture are. */
  read(): ImportReading;
}

/** What QR codes that were seen hold together; null where none of them is for an authenticator. */
export async function lookAtCodes(codes: readonly FoundCode[], need: ReadingNeeds): Promise<SeenCodes | null> {
  const part = await partOfCodes('', codes);
  return part === null ? null : { missing: missingOf(part.backup), read: () => singleOf([part]) ?? goOn([part], need) };
}

export async function readCodes(codes: readonly FoundCode[], need: ReadingNeeds): Promise<ImportReading | null> {
  return (await lookAtCodes(codes, need))?.read() ?? null;
}

/** Of the first transfer that is not whole: whoever shows one finishes it before the next. */
function missingOf({ transferParts }: ReadyBackup): SeenCodes['missing'] {
  const transfers = Map.groupBy(transferParts, ({ batchId, size }) => `${batchId}/${size}`);
  for (const parts of transfers.values()) {
    const seen = new Set(parts.map(({ index }) => index)).size;
    // Where it does not say how many there are, no further one is waited for.
    const of = parts[0]?.size ?? 0;
    if (seen < of) {
      return { seen, of };
    }
  }
  return null;
}

function refusedBy(name: string, error: unknown): RefusedFile {
  if (error instanceof InterchangeError) {
    return { name, reason: error.code, message: error.message };
  }
  throw error;
}
