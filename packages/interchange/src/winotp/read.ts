import { readFields } from '../account-fields.ts';
import { statesParameters } from '../any-json/parameters.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { concatBytes, decodeBase64 } from '../bytes.ts';
import { openGcm, pbkdf2, utf8 } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, isObject, parseJson, textField } from '../json.ts';
import { algorithmsByNumber, backupFormat, scheme } from './format.ts';

const program = 'WinOTP';

/** The encrypted backup of WinOTP-Reborn. */
export function readWinOtpReborn({ json }: FileContent): Backup | null {
  if (field(json, 'format') !== backupFormat) {
    return null;
  }
  const encryption = field(json, 'encryption');
  const bytes = (value: unknown, name: string) => decodeBase64(textField(value, name)) ?? new Uint8Array();
  if (field(json, 'version') !== 1 || field(encryption, 'scheme') !== scheme) {
    throw new InterchangeError(
      'unsupported-file',
      'This backup of WinOTP is encrypted in a way that is not known here. Make it again with another version of WinOTP.',
    );
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password }) {
      const key = await pbkdf2({
        hash: 'SHA-256',
        password: utf8(password),
        salt: bytes(encryption, 'salt'),
        iterations: field(encryption, 'iterations'),
      });
      const sealed = concatBytes(bytes(json, 'ciphertext'), bytes(encryption, 'tag'));
      const text = await openGcm({ key, iv: bytes(encryption, 'nonce'), sealed });
      if (text === null) {
        return { outcome: 'wrong-password', mayBeDamaged: true };
      }
      const accounts = field(parseJson(new TextDecoder().decode(text)), 'accounts');
      if (!isArray(accounts)) {
        throw new InterchangeError(
          'damaged',
          'The password is right, but this backup of WinOTP has no list of accounts. Make it again.',
        );
      }
      return ready(program, accounts.map(readAccount));
    },
  };
}

function readAccount(account: unknown, index: number): ImportEntry {
  const algorithm = field(account, 'algorithm');
  return readFields({
    where: `entry ${index + 1}`,
    kind: 'totp',
    issuer: field(account, 'issuer'),
    accountName: field(account, 'accountName'),
    secret: field(account, 'secret'),
    // A number that is not known is refused by name, never taken for SHA1.
    algorithm: typeof algorithm === 'number' ? (algorithmsByNumber[algorithm] ?? 'unknown') : algorithm,
    digits: field(account, 'digits'),
    periodSeconds: field(account, 'period'),
  });
}

/** The export of the older WinOTP: an object of tokens by their ids, all of them of the usual kind. */
export function readWinOtp({ json }: FileContent): Backup | null {
  if (field(json, 'encrypted') === true && textField(json, 'data') !== '' && textField(json, 'salt') !== '') {
    throw new InterchangeError(
      'unsupported-file',
      'This is what WinOTP keeps for itself, encrypted. In WinOTP, export the tokens as JSON, and import that.',
    );
  }
  const tokens = isObject(json) ? Object.values(json) : [];
  return tokens.length > 0 && tokens.every(isToken) ? ready(program, tokens.map(readToken)) : null;
}

function isToken(token: unknown): boolean {
  return (
    ['issuer', 'name', 'secret'].every((name) => typeof field(token, name) === 'string') &&
    // Of another program, whose tokens are not all of one kind.
    isObject(token) &&
    !statesParameters(token)
  );
}

function readToken(token: unknown, index: number): ImportEntry {
  return readFields({
    where: `entry ${index + 1}`,
    kind: 'totp',
    issuer: field(token, 'issuer'),
    accountName: field(token, 'name'),
    secret: field(token, 'secret'),
  });
}
