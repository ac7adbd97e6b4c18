import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup, LockedBackup } from '../backup.ts';
import { openGcm, pbkdf2, sha256, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson, textField } from '../json.ts';
import { openOldestStratum } from '../stratum/read.ts';
import { looksEncrypted } from '../strangers.ts';
import { asNewEncryption, asOldEncryption, leastEncryptedBytes } from './format.ts';

const program = 'andOTP';

/** A plain backup of andOTP. */
export function readAndOtp({ json }: FileContent): Backup | null {
  return isArray(json) && json.some(isEntry) ? ready(program, json.map(readOne)) : null;
}

/**
 * An encrypted backup of andOTP. It has no mark, so that any bytes may be one: asked last. Where it does not open as one, it is tried as the
 * oldest of Stratum, which has none either.
 */
export function readAndOtpEncrypted({ bytes, text }: FileContent): LockedBackup | null {
  if (text !== null || bytes.length < leastEncryptedBytes || !looksEncrypted(bytes)) {
    return null;
  }
  return {
    outcome: 'needs-password',
    program,
    // The newer encryption begins with a number that one in four thousand other files begins with.
    ...(asNewEncryption(bytes) === null && { isGuess: true }),
    async unlock({ password }) {
      const opened = (await openNew(bytes, utf8(password))) ?? (await openOld(bytes, utf8(password)));
      const entries = opened === null ? null : parseJson(new TextDecoder().decode(opened));
      const backup = isArray(entries) ? ready(program, entries.map(readOne)) : await openOldestStratum(bytes, password);
      return backup ?? { outcome: 'wrong-password', mayBeDamaged: true };
    },
  };
}

async function openNew(bytes: Bytes, password: Bytes): Promise<Bytes | null> {
  const encryption = asNewEncryption(bytes);
  if (encryption === null) {
    return null;
  }
  const { iterations, salt, iv, sealed } = encryption;
  return openGcm({ key: await pbkdf2({ hash: 'SHA-1', password, salt, iterations }), iv, sealed });
}

async function openOld(bytes: Bytes, password: Bytes): Promise<Bytes | null> {
  return openGcm({ key: await sha256(password), ...asOldEncryption(bytes) });
}

function isEntry(entry: unknown): boolean {
  const has = (name: string): boolean => typeof field(entry, name) === 'string';
  // Old versions wrote no type. No other program keeps these beside a label.
  const isMarked = ['thumbnail', 'tags', 'last_used', 'used_frequency'].some(
    (name) => field(entry, name) !== undefined,
  );
  return has('label') && ((has('secret') && has('type')) || (isMarked && field(entry, 'secret') !== undefined));
}

function readOne(entry: unknown, index: number): ImportEntry {
  return readFields({
    where: `entry ${index + 1}`,
    kind: field(entry, 'type'),
    issuer: field(entry, 'issuer'),
    accountName: field(entry, 'label'),
    secret: field(entry, 'secret'),
    // Figures that base32 does not have say that somebody wrote the hexadecimal itself.
    motpSecret: /[0189]/.test(textField(entry, 'secret')) ? 'text' : 'base32-text',
    // andOTP asks for it each time; cotp writes it into a file that is otherwise the same.
    pin: field(entry, 'pin'),
    algorithm: field(entry, 'algorithm'),
    digits: field(entry, 'digits'),
    periodSeconds: field(entry, 'period'),
    counter: field(entry, 'counter'),
    details: readDetails({ tags: field(entry, 'tags') }),
  });
}
