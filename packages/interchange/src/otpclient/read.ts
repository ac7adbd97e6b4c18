import { readFields } from '../account-fields.ts';
import { askConsent, requireArgon2Cost } from '../argon2-cost.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { startsWith } from '../bytes.ts';
import { openGcm, utf8 } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
import { asOtpClientFile, mark } from './format.ts';

const program = 'OTPClient';

/** The database of OTPClient, version 2 or 3; or its list of tokens as JSON. */
export function readOtpClient({ bytes, json }: FileContent): Backup | null {
  if (isArray(json) && json.some(isToken)) {
    return ready(program, json.map(readToken));
  }
  if (!startsWith(bytes, mark)) {
    return null;
  }
  const file = asOtpClientFile(bytes);
  if (file === null) {
    throw new InterchangeError(
      'damaged',
      'This database of OTPClient is cut short, or of a version that is not known here. Open it in OTPClient, export it for Aegis, and import that.',
    );
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock(how) {
      const cost = requireArgon2Cost(file);
      const consent = askConsent(cost, how);
      if (consent !== null) {
        return consent;
      }
      const { salt, iv, sealed, header: additionalData } = file;
      const password = utf8(how.password);
      const key = await how.argon2({ variant: 'id', version: 0x13, ...cost, salt, password, length: 32 });
      const text = await openGcm({ key: Uint8Array.from(key), iv, sealed, additionalData });
      if (text === null) {
        return { outcome: 'wrong-password', mayBeDamaged: true };
      }
      // OTPClient may leave the end of a C text behind.
      const tokens = parseJson(new TextDecoder().decode(text).replace(/\0+$/, ''));
      if (!isArray(tokens)) {
        throw new InterchangeError(
          'damaged',
          'The password is right, but this database of OTPClient has no list of tokens. Save it again.',
        );
      }
      return ready(program, tokens.map(readToken));
    },
  };
}

function isToken(token: unknown): boolean {
  return ['type', 'label', 'secret', 'algo'].every((name) => typeof field(token, name) === 'string');
}

function readToken(token: unknown, index: number): ImportEntry {
  const issuer = field(token, 'issuer');
  const kind = field(token, 'type');
  return readFields({
    where: `entry ${index + 1}`,
    // It knows Steam by its name alone.
    kind: isWord(kind, 'totp') && isWord(issuer, 'steam') ? 'steam' : kind,
    issuer,
    accountName: field(token, 'label'),
    secret: field(token, 'secret'),
    algorithm: field(token, 'algo'),
    digits: field(token, 'digits'),
    periodSeconds: field(token, 'period'),
    counter: field(token, 'counter'),
    details: readDetails({ tags: [field(token, 'group')] }),
  });
}

/** In any case, as OTPClient compares them. */
function isWord(value: unknown, word: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === word;
}
