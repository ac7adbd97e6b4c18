import { mostPixels } from '@halfminute/qr';
import type { PictureFile } from '@halfminute/qr';
import { ready } from '../backup.ts';
import type { Backup, ReadyBackup, Unlocked, Unlocking } from '../backup.ts';
import type { Bytes } from '../ciphers.ts';
import { refusedPart } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import { fileContent } from '../file-content.ts';
import type { FileContent } from '../file-content.ts';
import { limits } from '../limits.ts';
import { isSqlite } from '../sqlite/read.ts';
import { asManifest } from '../steam/format.ts';
import { isZip, readDirectory } from './directory.ts';
import type { Member } from './directory.ts';
import { archiveLimits } from './format.ts';
import { zippedStranger } from '../strangers.ts';
import { openMember } from './open-member.ts';

/** What is left to spend on an archive and on the archives in it. */
export interface Spending {
  /** 0 for a file that lies in no archive. */
  readonly depth: number;
  /** What all members may hold together; shared by the archives in each other. */
  readonly left: {
    bytes: number;
    entries: number;
    members: number;
    databases: number;
    pictures: number;
    pixels: number;
    emptyPixels: number;
  };
}

type ReadInside = (bytes: Bytes, spending: Spending, beside: readonly Bytes[]) => Promise<Backup>;

export const newSpending = (): Spending => ({
  depth: 0,
  left: {
    bytes: limits.fileBytes,
    entries: limits.entries,
    members: archiveLimits.members,
    databases: archiveLimits.databases,
    pictures: archiveLimits.pictures,
    pixels: archiveLimits.pixels,
    emptyPixels: archiveLimits.emptyPixels,
  },
});

/** What became of a member. */
type Part =
  | { readonly state: 'ready'; readonly backup: ReadyBackup }
  | {
      readonly state: 'locked';
      readonly unlock: (how: Unlocking) => Promise<Unlocked>;
      readonly costsMuch: boolean;
      readonly isGuess: boolean;
    }
  | { readonly state: 'refused' };
interface MemberPart {
  readonly name: string;
  readonly part: Part;
  /** What is said of it as long as it is not read. */
  readonly refusal: ImportEntry;
}

/**
 * Every member of a zip archive as if it were dropped alone; `where` of its entries begins with its name. A member that
 * cannot be read is an entry of its own and costs no other. What is encrypted has one password.
 */
export async function readArchive(
  { bytes }: FileContent,
  spending: Spending,
  readInside: ReadInside,
): Promise<Backup | null> {
  if (!isZip(bytes)) {
    return null;
  }
  if (spending.depth >= archiveLimits.depth) {
    throw new InterchangeError(
      'unsupported-file',
      'This is an archive in an archive in an archive: unpack the outer ones.',
    );
  }
  const inner = { ...spending, depth: spending.depth + 1 };
  const all = accountMembers(readDirectory(bytes));
  const manifest = await manifestIn(all);
  const read: ReadContent = (content) => {
    requireFewDatabases(content, spending);
    return readInside(content, inner, manifest === null ? [] : [manifest.bytes]);
  };
  const parts: MemberPart[] = [];
  const members = all.filter((member) => member !== manifest?.member);
  spending.left.members -= all.length;
  if (spending.left.members < 0) {
    throw new InterchangeError(
      'too-many-entries',
      `There are more than ${archiveLimits.members} files in this archive and those in it, which are read at most. Choose the backup itself.`,
    );
  }
  for (const member of members) {
    spending.left.bytes -= member.size;
    if (spending.left.bytes < 0) {
      throw new InterchangeError(
        'too-large',
        `The files in this archive have more than ${limits.fileBytes / 1024 / 1024} MiB together. Choose the backup itself.`,
      );
    }
    // oxlint-disable-next-line no-await-in-loop -- one in memory at a time
    parts.push(await settle(member.name, () => readMember(member, read)));
    spendEntries(spending, parts);
  }
  const document = parts.every(({ part }) => part.state === 'refused')
    ? zippedStranger(members.map(({ name }) => name))
    : null;
  if (document !== null) {
    throw document;
  }
  return asBackup(parts, spending);
}

/** Throws 'too-large' where this picture and those before it are more than is laid out of one file. */
export function spendPicture(
  { sides }: PictureFile,
  { byteLength, left }: Spending & { readonly byteLength: number },
): void {
  const claimed = sides === null ? 0 : sides.width * sides.height;
  // One that is larger than any that is read costs nothing: it is refused by its sides.
  const pixels = claimed > mostPixels ? 0 : claimed;
  const emptyPixels = Math.max(0, pixels - byteLength * archiveLimits.pixelsOfByte);
  if (left.pictures < 1 || left.pixels < pixels || left.emptyPixels < emptyPixels) {
    throw new InterchangeError(
      'too-large',
      'There are more pictures in this archive than are read, or larger ones. Choose this one alone.',
    );
  }
  left.pictures -= 1;
  left.pixels -= pixels;
  left.emptyPixels -= emptyPixels;
}

function requireFewDatabases(content: Bytes, { left }: Spending): void {
  if (!isSqlite(content)) {
    return;
  }
  left.databases -= 1;
  if (left.databases < 0) {
    throw new InterchangeError(
      'unsupported-file',
      `There are more than ${archiveLimits.databases} databases in this archive, which are read at most. Choose this one alone.`,
    );
  }
}

/** What operating systems, 1Password and Raivo put beside the backup is left out. */
function accountMembers(members: readonly Member[]): readonly Member[] {
  const onePassword = members.filter(({ name }) => name === 'export.data');
  const names = new Set(members.map(({ name }) => name));
  return onePassword.length > 0
    ? onePassword
    : members.filter(
        ({ name }) =>
          !/^__MACOSX\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db)$/.test(name) &&
          // The page that says what the list says, and no more.
          !(/(?:^|\/)raivo-otp-export\.html$/.test(name) && names.has(name.replace(/html$/, 'json'))),
      );
}

/** What opens the maFiles of Steam Desktop Authenticator that lie in the same archive, and holds no account itself. */
async function manifestIn(
  members: readonly Member[],
): Promise<{ readonly member: Member; readonly bytes: Bytes } | null> {
  const member = members.find(
    ({ name, size, encryption, refusal }) =>
      /(?:^|\/)manifest\.json$/.test(name) && size <= limits.besideBytes && encryption === null && refusal === null,
  );
  const bytes = member === undefined || members.length === 1 ? null : await openMember(member, null);
  return member !== undefined && bytes !== null && asManifest(fileContent(bytes).json) !== null
    ? { member, bytes }
    : null;
}

type ReadContent = (content: Bytes) => Promise<Backup>;

async function readMember(member: Member, read: ReadContent): Promise<Part> {
  if (member.refusal !== null) {
    throw new InterchangeError('unsupported-file', member.refusal);
  }
  if (member.encryption !== null) {
    return {
      state: 'locked',
      costsMuch: false,
      isGuess: false,
      async unlock(how) {
        const content = await openMember(member, how.password);
        if (content === null) {
          return { outcome: 'wrong-password', mayBeDamaged: true };
        }
        const backup = await read(content);
        return backup.outcome === 'ready' ? backup : backup.unlock(how);
      },
    };
  }
  const content = await openMember(member, null);
  if (content === null) {
    throw new InterchangeError('damaged', 'This file in the archive is damaged. Make the archive again.');
  }
  const backup = await read(content);
  return backup.outcome === 'ready'
    ? { state: 'ready', backup }
    : { state: 'locked', costsMuch: true, isGuess: backup.isGuess === true, unlock: (how) => backup.unlock(how) };
}

async function settle(name: string, read: () => Promise<Part>): Promise<MemberPart> {
  try {
    const part = await read();
    const isGuess = part.state === 'locked' && part.isGuess;
    return { name, part, refusal: refusedPart(name, 'encrypted-entry', isGuess ? guessSentence : lockedSentence) };
  } catch (error) {
    if (error instanceof InterchangeError) {
      return { name, part: { state: 'refused' }, refusal: refusedPart(name, 'unreadable-part', error.message) };
    }
    throw error;
  }
}

const lockedSentence =
  'This file in the archive is encrypted, and no password was given that opens it. Give its password, or choose it alone.';

const guessSentence =
  'This file in the archive is of no kind that is known here. It may be encrypted by andOTP or Authenticator Plus: if so, choose it alone and give its password.';

function spendEntries({ left }: Spending, parts: readonly MemberPart[]): void {
  const count = parts.reduce((sum, { part }) => sum + (part.state === 'ready' ? part.backup.entries.length : 1), 0);
  if (count > left.entries) {
    throw new InterchangeError(
      'too-many-entries',
      `The files in this archive hold more than ${limits.entries} entries, which are read at most. Choose one of them at a time.`,
    );
  }
}

function asBackup(parts: readonly MemberPart[], spending: Spending): Backup {
  const isSomeLocked = parts.some(({ part }) => part.state === 'locked');
  const unlock = (how: Unlocking): Promise<Unlocked> => unlockParts(parts, how, spending);
  if (parts.some(({ part }) => part.state === 'ready')) {
    return { ...together(parts), ...(isSomeLocked && { unlock }) };
  }
  if (isSomeLocked) {
    const isGuess = parts.every(({ part }) => part.state !== 'locked' || part.isGuess);
    return { outcome: 'needs-password', program: 'Zip archive', ...(isGuess && { isGuess }), unlock };
  }
  const [only] = parts;
  throw new InterchangeError(
    'not-recognised',
    parts.length === 1 && only?.refusal.verdict !== 'imported' && only !== undefined
      ? `${onlyFile}${only.refusal.why.message.replace(onlyFile, '')}`
      : `None of the files in this archive is a backup that is known here.${parts.slice(0, mostNamed).map(sentenceOf).join('')}`,
  );
}

/** Of an archive of which nothing can be read. */
const mostNamed = 10;

function sentenceOf({ name, refusal }: MemberPart): string {
  return refusal.verdict === 'imported' ? '' : ` ${name}: ${refusal.why.message}`;
}

/** Said once, however many archives lie in each other. */
const onlyFile = 'The file in this archive cannot be read: ';

async function unlockParts(parts: readonly MemberPart[], how: Unlocking, spending: Spending): Promise<Unlocked> {
  let costly = 0;
  let opened = 0;
  const tried: MemberPart[] = [];
  /** One file that takes much memory asks for all of them. */
  let consent: Unlocked | null = null;
  for (const one of parts) {
    const { name, part } = one;
    costly += part.state === 'locked' && part.costsMuch ? 1 : 0;
    if (part.state !== 'locked' || costly > archiveLimits.lockedMembers) {
      tried.push(one);
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop -- one key derivation after the other
    const settled = await settle(name, async () => {
      const unlocked = await part.unlock(how);
      consent = unlocked.outcome === 'needs-consent' ? unlocked : consent;
      return unlocked.outcome === 'ready' ? { state: 'ready', backup: unlocked } : part;
    });
    if (consent !== null) {
      return consent;
    }
    opened += settled.part.state === 'locked' ? 0 : 1;
    tried.push(settled);
    spendEntries(spending, tried);
  }
  return opened === 0 ? { outcome: 'wrong-password', mayBeDamaged: true } : together(tried);
}

function together(parts: readonly MemberPart[]): ReadyBackup {
  const backups = parts.flatMap(({ part }) => (part.state === 'ready' ? [part.backup] : []));
  const read = ready(
    [...new Set(backups.map(({ program }) => program))].join(', ') || 'Zip archive',
    parts.flatMap(({ name, part, refusal }) =>
      part.state === 'ready'
        ? part.backup.entries.map((entry) => ({ ...entry, where: `${name}, ${entry.where}` }))
        : [refusal],
    ),
    backups.flatMap(({ transferParts }) => transferParts),
  );
  const withoutCode = backups.reduce((sum, backup) => sum + (backup.withoutCode ?? 0), 0);
  const otherLines = backups.reduce((sum, backup) => sum + (backup.otherLines ?? 0), 0);
  return { ...read, ...(withoutCode > 0 && { withoutCode }), ...(otherLines > 0 && { otherLines }) };
}
