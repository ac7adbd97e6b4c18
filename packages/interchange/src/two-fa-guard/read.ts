import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { startsWith } from '../bytes.ts';
import { utf8 } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
import { openAegis256 } from './aegis256.ts';
import { algorithmsByNumber, layout } from './format.ts';

const program = '2FAGuard';

/** A backup of 2FAGuard, which is always encrypted. */
export function readTwoFaGuard({ bytes }: FileContent): Backup | null {
  if (!startsWith(bytes, layout.mark)) {
    return null;
  }
  const saltEnd = layout.mark.length + layout.saltBytes;
  const nonceEnd = saltEnd + layout.nonceBytes;
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password, argon2 }) {
      const salt = bytes.slice(layout.mark.length, saltEnd);
      const key = await argon2({ ...layout.argon2, salt, password: utf8(password), length: 32 });
      const text = openAegis256(Uint8Array.from(key), bytes.slice(saltEnd, nonceEnd), bytes.slice(nonceEnd));
      if (text === null) {
        return { outcome: 'wrong-password', mayBeDamaged: true };
      }
      const tokens = field(parseJson(new TextDecoder().decode(text)), 'Tokens');
      if (!isArray(tokens)) {
        throw new InterchangeError(
          'damaged',
          'The password is right, but this backup of 2FAGuard has no list of tokens. Make it again.',
        );
      }
      return ready(program, tokens.map(readToken));
    },
  };
}

function readToken(token: unknown, index: number): ImportEntry {
  const algorithm = field(token, 'Algorithm');
  const issuer = field(token, 'Issuer');
  return readFields({
    where: `entry ${index + 1}`,
    // It knows Steam by its name alone, and writes the usual digits beside it.
    kind: typeof issuer === 'string' && issuer.toLowerCase() === 'steam' ? 'steam' : 'totp',
    issuer,
    accountName: field(token, 'Username'),
    secret: field(token, 'Secret'),
    // A number that is not known is refused by name, never taken for SHA1.
    algorithm: typeof algorithm === 'number' ? (algorithmsByNumber[algorithm] ?? 'unknown') : algorithm,
    digits: field(token, 'Digits'),
    periodSeconds: field(token, 'Period'),
    details: readDetails({ note: field(token, 'Notes') }),
  });
}
