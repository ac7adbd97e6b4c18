import { readAegis } from './aegis/read.ts';
import { readAndOtp, readAndOtpEncrypted } from './andotp/read.ts';
import { readAuthy } from './authy/read.ts';
import type { Backup, BackupReader, ReadyBackup, Unlocked } from './backup.ts';
import { readBattleNet } from './battle-net/read.ts';
import { readBitwarden } from './bitwarden/read.ts';
import { readBitwardenCsv } from './bitwarden/read-csv.ts';
import { readDuo } from './duo/read.ts';
import { InterchangeError } from './errors.ts';
import { fileContent } from './file-content.ts';
import { readFreeOtp } from './freeotp/read.ts';
import { readFreeOtp2 } from './freeotp/read-v2.ts';
import { readLastPass } from './lastpass/read.ts';
import { limits, requireSize } from './limits.ts';
import { readLinkList } from './link-list/read.ts';
import { readProton } from './proton/read.ts';
import { readRaivo } from './raivo/read.ts';
import { readSteam } from './steam/read.ts';
import { readStratum } from './stratum/read.ts';
import { readTotpAuthenticator } from './totp-authenticator/read.ts';
import { readTwoFas } from './two-fas/read.ts';

/** In this order: what has a mark of its own goes before what has none. */
const readers: readonly BackupReader[] = [
  readStratum,
  readFreeOtp2,
  readAegis,
  readTwoFas,
  readBitwarden,
  readProton,
  readLastPass,
  readFreeOtp,
  readSteam,
  readDuo,
  readRaivo,
  readAndOtp,
  readAuthy,
  readBattleNet,
  readTotpAuthenticator,
  readBitwardenCsv,
  readLinkList,
  readAndOtpEncrypted,
];

/**
 * Recognises a file by its content and reads it, or says that it wants a password first. One bad entry is a verdict of
 * its own. Throws {@link InterchangeError}, and nothing else, where the whole file cannot be read.
 */
export function readBackup(given: Uint8Array): Backup {
  requireSize(given.length);
  const file = fileContent(Uint8Array.from(given));
  refuseKnownStrangers(file.bytes);
  for (const read of readers) {
    const backup = read(file);
    if (backup !== null) {
      return withinLimits(backup);
    }
  }
  throw new InterchangeError(
    'not-recognised',
    'No authenticator that is known here writes such a file. Choose the backup that the other program made, or a list of otpauth links.',
  );
}

function withinLimits(backup: Backup): Backup {
  if (backup.outcome === 'ready') {
    requireFew(backup);
    return backup;
  }
  return { ...backup, unlock: async (how) => fewOf(await backup.unlock(how)) };
}

function fewOf(unlocked: Unlocked): Unlocked {
  if (unlocked.outcome === 'ready') {
    requireFew(unlocked);
  }
  return unlocked;
}

function requireFew({ entries }: ReadyBackup): void {
  if (entries.length > limits.entries) {
    throw new InterchangeError(
      'too-many-entries',
      `This file holds ${entries.length} entries, and ${limits.entries} are read at most. Export a part of them at a time.`,
    );
  }
}

/** First bytes of files that are met often and hold no list of accounts that can be read here. */
const strangers: readonly (readonly [firstBytes: readonly number[], called: string])[] = [
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], 'a database (SQLite)'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive'],
  [[0x03, 0xd9, 0xa2, 0x9a], 'a KeePass database'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
];

function refuseKnownStrangers(bytes: Uint8Array): void {
  const stranger = strangers.find(([first]) => first.every((byte, at) => bytes[at] === byte));
  if (stranger !== undefined) {
    throw new InterchangeError(
      'unsupported-file',
      `This is ${stranger[1]}, which cannot be read here yet. Export the accounts as a list of otpauth links or as JSON.`,
    );
  }
}
