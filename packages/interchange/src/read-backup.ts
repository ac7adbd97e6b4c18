import { recognisePicture } from '@halfminute/qr';
import { readAegis } from './aegis/read.ts';
import { readAegisHtml } from './aegis/read-html.ts';
import { readAndOtp, readAndOtpEncrypted } from './andotp/read.ts';
import { readAnyJson } from './any-json/read.ts';
import { readAuthenticatorExtension } from './authenticator-extension/read.ts';
import { readAuthme } from './authme/read.ts';
import { readAuthenticatorPlus } from './authenticator-plus/read.ts';
import { readAuthy } from './authy/read.ts';
import type { Backup, BackupReader, ReadPicture, ReadyBackup, Unlocked } from './backup.ts';
import { readBattleNet } from './battle-net/read.ts';
import { readBitwarden } from './bitwarden/read.ts';
import { readCodeList } from './code-list/read.ts';
import { readCotp } from './cotp/read.ts';
import { readDuo } from './duo/read.ts';
import { readEnte } from './ente/read.ts';
import { readEnteHtml } from './ente/read-html.ts';
import { readEnteItems } from './ente/read-items.ts';
import type { Bytes } from './ciphers.ts';
import { doubtNames } from './doubtful-names.ts';
import { InterchangeError } from './errors.ts';
import { damagedEntry } from './entry.ts';
import { fileContent } from './file-content.ts';
import type { FileContent } from './file-content.ts';
import { readFreeOtp } from './freeotp/read.ts';
import { readFreeOtp2 } from './freeotp/read-v2.ts';
import { readKeePass, readKeePassXml } from './keepass/read.ts';
import { readLastPass } from './lastpass/read.ts';
import { isBrokenJson } from './json.ts';
import { hasTwins } from './json-twins.ts';
import { limits, requireSize } from './limits.ts';
import { readLinkList } from './link-list/read.ts';
import { readLoginTable } from './login-table/read.ts';
import { readOnePassword } from './one-password/read.ts';
import { readOtpClient } from './otpclient/read.ts';
import { readProton } from './proton/read.ts';
import { readProtonPass } from './proton-pass/read.ts';
import { readRaivo } from './raivo/read.ts';
import { readSqlite } from './sqlite/read.ts';
import { readSteam } from './steam/read.ts';
import { readSealedSteam } from './steam/read-sealed.ts';
import { readStratum } from './stratum/read.ts';
import { readStratumHtml } from './stratum/read-html.ts';
import { refuseStranger } from './strangers.ts';
import { readTotpAuthenticator } from './totp-authenticator/read.ts';
import { readTwoFaGuard } from './two-fa-guard/read.ts';
import { readTwoFas } from './two-fas/read.ts';
import { readWinAuth } from './winauth/read.ts';
import { readWinOtp, readWinOtpReborn } from './winotp/read.ts';
import { isCutXml } from './xml-text.ts';
import { newSpending, readArchive, spendPicture } from './zip/read.ts';
import type { Spending } from './zip/read.ts';

/** In this order: what has a mark of its own goes before what has none. */
const readers: readonly BackupReader[] = [
  readSqlite,
  readKeePass,
  readKeePassXml,
  readTwoFaGuard,
  readOtpClient,
  readStratum,
  readFreeOtp2,
  readAegis,
  readTwoFas,
  readBitwarden,
  readEnte,
  readEnteItems,
  readProton,
  readProtonPass,
  readOnePassword,
  readWinOtpReborn,
  readCotp,
  readAuthme,
  readLastPass,
  readFreeOtp,
  readSteam,
  readSealedSteam,
  readDuo,
  readRaivo,
  readAndOtp,
  readAuthenticatorExtension,
  readWinOtp,
  readAuthy,
  readBattleNet,
  readWinAuth,
  readAegisHtml,
  readEnteHtml,
  readStratumHtml,
  readAnyJson,
  readLoginTable,
  readCodeList,
  readTotpAuthenticator,
  readLinkList,
  readAuthenticatorPlus,
  readAndOtpEncrypted,
];

export interface ReadOptions {
  /** The other files that were chosen with it, since some programs part what belongs together. */
  readonly beside?: readonly Uint8Array[];
  /** Reads the pictures in an archive; without it they are refused by name. */
  readonly readPicture?: ReadPicture;
}

/**
 * Recognises a file by its content and reads it, or says that it wants a password first. One bad entry is a verdict of
 * its own. Rejects with {@link InterchangeError}, and nothing else, where the whole file cannot be read. */
export async function readBackup(given: Uint8Array, { beside = [], readPicture }: ReadOptions = {}): Promise<Backup> {
  requireSize(given.length);
  const others = beside.filter(({ length }) => length <= limits.besideBytes).slice(0, limits.besideFiles);
  const read = (bytes: Bytes, spending: Spending, within: readonly Bytes[] = []): Promise<Backup> =>
    readContent(
      fileContent(
        bytes,
        [...others, ...within].map((other) => fileContent(Uint8Array.from(other))),
      ),
      { spending, readInside: read, ...(readPicture && { readPicture }) },
    );
  return withinLimits(await read(Uint8Array.from(given), newSpending()));
}

interface HowToRead {
  readonly spending: Spending;
  /** What lies in an archive, and beside what. */
  readonly readInside: (bytes: Bytes, spending: Spending, beside: readonly Bytes[]) => Promise<Backup>;
  readonly readPicture?: ReadPicture;
}

async function readContent(file: FileContent, { spending, readInside, readPicture }: HowToRead): Promise<Backup> {
  const picture = recognisePicture(file.bytes);
  if (picture !== null && readPicture !== undefined) {
    spendPicture(picture, { ...spending, byteLength: file.bytes.length });
    return readPicture(file.bytes);
  }
  // A text may begin as another one does and hold links all the same, so that it is looked at last.
  if (file.text === null) {
    refuseStranger(file);
  }
  const archive = await readArchive(file, spending, readInside);
  if (archive !== null) {
    return archive;
  }
  for (const read of readers) {
    // oxlint-disable-next-line no-await-in-loop -- the first that knows the file
    const known = await read(file);
    // What only looks like a program's file may hold codes in another way.
    const backup = known !== null && isEmpty(known) ? (readAnyJson(file) ?? known) : known;
    if (backup !== null) {
      return backup.outcome === 'ready' ? withDoubts(backup, file) : backup;
    }
  }
  refuseStranger(file);
  if (file.json === undefined && isBrokenJson(file.text ?? '')) {
    throw new InterchangeError(
      'damaged',
      'This begins as JSON does, but is cut short or changed. Copy the file again, or export it again.',
    );
  }
  if (isCutXml(file.text ?? '')) {
    throw new InterchangeError(
      'damaged',
      'This begins as XML does, but is cut short, and nothing of it can be read. Copy the file again, or export it again.',
    );
  }
  throw new InterchangeError(
    'not-recognised',
    'No authenticator that is known here writes such a file. Choose the backup that the other program made, or a list of otpauth links.',
  );
}

/** What the file as a whole leaves in doubt: its letters, and what stands in it twice. */
function withDoubts(backup: ReadyBackup, { isTextGuessed, json, text }: FileContent): ReadyBackup {
  const entries = isTextGuessed ? doubtNames(backup.entries, { isTextGuessed }) : backup.entries;
  return json === undefined || !hasTwins(text ?? '')
    ? { ...backup, entries }
    : {
        ...backup,
        entries: [
          ...entries,
          damagedEntry(
            'the whole file',
            { issuer: '', accountName: '' },
            'An object in this file names a field twice, and only the last of the two can be read: accounts may be missing. Export it again.',
          ),
        ],
      };
}

function isEmpty(backup: Backup): boolean {
  return backup.outcome === 'ready' && backup.entries.length === 0 && (backup.withoutCode ?? 0) === 0;
}

function withinLimits(backup: Backup): Backup {
  if (backup.outcome === 'ready') {
    return doubted(backup);
  }
  return { ...backup, unlock: async (how) => fewOf(await backup.unlock(how)) };
}

function fewOf(unlocked: Unlocked): Unlocked {
  return unlocked.outcome === 'ready' ? doubted(unlocked) : unlocked;
}

function doubted(backup: ReadyBackup): ReadyBackup {
  requireFew(backup);
  return { ...backup, entries: doubtNames(backup.entries, { isTextGuessed: false }) };
}

function requireFew({ entries }: ReadyBackup): void {
  if (entries.length > limits.entries) {
    throw new InterchangeError(
      'too-many-entries',
      `This file holds ${entries.length} entries, and ${limits.entries} are read at most. Export a part of them at a time.`,
    );
  }
}
